# The frame around the screens in a browser on a computer, and what the terminal says.
desk-skip = Skip to the content
desk-places = Places
desk-apply = Show
desk-press-twice = Here: press the title, wait 3 seconds, then press it again.
desk-problem = Something is missing or went wrong
desk-close-session-title = Suluh is open somewhere else
desk-close-session = Only one person at a time can use Suluh on this computer. To use it in this window, go to the terminal in which Suluh runs, press Enter, and open the new address. The other window is closed then.
desk-gone-title = Suluh is closed
desk-gone = Suluh no longer runs on this computer. Everything that was saved is still there. Start it again to go on.
desk-entering = Opening Suluh …
desk-enter = Go on
desk-refused-title = This was not understood
desk-refused = The request did not come from this window of Suluh, and nothing was done. Nothing was lost. Go back to Suluh and press again.
desk-to-start = Go to Suluh
desk-opened = Suluh opens in your browser now.
desk-address = Suluh is at this address. It works once, in one browser:
desk-new-address = Press Enter for a new address. Press Ctrl and C to close Suluh.
