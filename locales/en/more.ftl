# Language, new content, and what the app is.
language-title = Language · Bahasa
more-title = More
more-language = Language
more-content = Services and questions
more-content-text = Your coordinator can give you a file with a newer list of services and newer questions. No internet is needed to install it.
more-content-install = Install content from a file
more-content-checking = The file is being checked. You can go on meanwhile.
more-content-installed = The new content is installed and in use. Your conversations and cases have not changed.
more-numbers = Numbers that would change
more-numbers-news = The file is good, but it changes telephone numbers. Nothing has changed yet. Look at them under More.
more-numbers-text = The new content is not in use yet. A wrong number can put somebody in danger. Ask your coordinator, by another way than the one this file came, whether these changes are right.
more-numbers-changed = { $service }: new { $after }, until now { $before }
more-numbers-gone = { $service }: no longer listed
more-numbers-none = no number
more-numbers-others = { $count ->
    [one] One more change is not shown here.
   *[other] { $count } more changes are not shown here.
}
more-numbers-use = The changes are right: use the new content
more-numbers-keep = Keep the content in use
more-numbers-kept = Nothing has changed. The content in use stays in use.
more-content-save-text = Somebody without internet can use the same services and questions: save them as a file and hand it over by cable, memory card or nearby sharing. Nothing of your work is in it.
more-content-save = Save the content as a file
more-content-saved = The file is saved. On another phone with Suluh it can be installed.
more-about = About Suluh
more-about-text = Suluh helps people who meet someone who may have been trafficked: to talk safely, to see which signs the answers show, and to find help. It never decides who is a victim.
more-unaudited = This app has not been checked by independent security experts, and its texts have not been reviewed by survivors, social workers and lawyers. Do not use it with real people yet.
