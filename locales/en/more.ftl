# Language, and what the app is.
language-title = Language · Bahasa
more-title = More
more-language = Language
more-about = About Suluh
more-about-text = Suluh helps people who meet someone who may have been trafficked: to talk safely, to see which signs the answers show, and to find help. It never decides who is a victim.
more-unaudited = This app has not been checked by independent security experts, and its texts have not been reviewed by survivors, social workers and lawyers. Do not use it with real people yet.
