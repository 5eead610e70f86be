package org.suluh

import java.io.File

/** The app's own words in one language, by their names, so that better wording breaks no test. */
class Words(language: String) {
    private val messages = File(System.getProperty("locales"), language).listFiles().orEmpty()
        .flatMap { it.readLines() }
        .mapNotNull { MESSAGE.matchEntire(it)?.destructured }
        .associate { (name, text) -> name to text }

    /** The words of this name. Of words with a gap, those before it. */
    operator fun get(name: String) = requireNotNull(messages[name]) { "no words are named $name" }.substringBefore(" {")

    private companion object {
        val MESSAGE = Regex("([a-z][a-z0-9-]*) = (.+)")
    }
}
