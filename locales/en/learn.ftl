# Pages to read.
learn-title = Good to know
learn-pages = Pages
learn-open = Good to know: rights, questions, stories
learn-made-up = This story is made up.
learn-hand-over-text = To hand the phone over: in show mode only these pages and the directory can be reached.
learn-unchecked = Draft: survivors, social workers and lawyers have not reviewed this page yet.
