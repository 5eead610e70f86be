# Language, new content, and what the app is.
language-title = Language · Bahasa
more-title = More
more-language = Language
more-content = Services and questions
more-content-text = Your coordinator can give you a file with a newer list of services and newer questions. No internet is needed to install it.
more-content-install = Install content from a file
more-content-checking = The file is being checked. You can go on meanwhile.
more-content-installed = The new content is installed and in use. Your conversations and cases have not changed.
more-content-save-text = Somebody without internet can use the same services and questions: save them as a file and hand it over by cable, memory card or nearby sharing. Nothing of your work is in it.
more-content-save = Save the content as a file
more-content-saved = The file is saved. On another phone with Suluh it can be installed.
more-about = About Suluh
more-about-text = Suluh helps people who meet someone who may have been trafficked: to talk safely, to see which signs the answers show, and to find help. It never decides who is a victim.
more-unaudited = This app has not been checked by independent security experts, and its texts have not been reviewed by survivors, social workers and lawyers. Do not use it with real people yet.
