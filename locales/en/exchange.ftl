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
command-exported-booklet-pdf = { $services ->
    [one] A booklet of one service is in { $file }, { $pages } pages of A5.
   *[other] A booklet of { $services } services is in { $file }, { $pages } pages of A5.
}
command-booklet-ending = A booklet is HTML or PDF. Give it a name that ends in .html or .pdf.
command-booklet-no-pdf = This program cannot make a PDF. Write the booklet with a name that ends in .html, open it in a browser, and print it or save it as a PDF there. Or build a program that can: cargo build -p suluh --features pdf
command-booklet-letters = There is no PDF: no font here has these letters, and boxes would stand in their place: { $letters }. Write the booklet with a name that ends in .html and print it in a browser.
command-booklet-pages = There is no PDF: its pages could not be set ({ $why }). Write the booklet with a name that ends in .html and print it in a browser.
