# The directory in files for other tools.
hsds-extension = Then press { $digits }
command-exported = { $services ->
    [one] One service is in { $file }.
   *[other] { $services } services are in { $file }.
}
command-exported-map = { $places ->
    [0] No service has a place that may be shown; { $file } is an empty map.
    [one] One place is in { $file }.
   *[other] { $places } places are in { $file }.
}
command-exported-booklet = { $services ->
    [one] A booklet of one service is in { $file }.
   *[other] A booklet of { $services } services is in { $file }.
} Open it in a browser to print it on A5 or to save it as a PDF.
command-booklet-html = A booklet is written as HTML. Give it a name that ends in .html, open it in a browser, and print it or save it as a PDF there.
