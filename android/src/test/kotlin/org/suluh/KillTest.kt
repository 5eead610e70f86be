package org.suluh

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.io.File

@RunWith(RobolectricTestRunner::class)
@Config(application = TestSuluh::class, qualifiers = "en-w360dp-h780dp-xxhdpi")
class KillTest {
    @get:Rule val folder = TemporaryFolder()
    private val words = Words("en")

    @Test
    fun `a process that is killed in a conversation is followed by one that goes on where it was`() {
        val where = playAndKill()
        PretendKeystore(File(folder.root, "keystore")).install()
        TestSuluh.folder = File(folder.root, "data")

        val person = Person()
        assertEquals("the language is remembered", "services", person.screen.id)
        person.taps(words["place-work"], leadsTo = "unlock")
        person.types(words["unlock-pin"], PIN)
        person.taps(words["unlock"], leadsTo = "work")
        person.taps(words["work-continue"])
        assertEquals("the same question", where, person.screen.id)
        person.taps(words["back"], leadsTo = "question/suluh_c/c06")
        assertTrue("the answer before it", person.screen.toOutline().contains("[x] Fishing boat"))
    }

    /** Plays in another process until it waits, ends it without warning, and says on which screen it was. */
    private fun playAndKill(): String {
        val java = File(System.getProperty("java.home"), "bin/java").path
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val handed = listOf("jna.library.path", "robolectric.offline", "robolectric.dependency.dir", "locales", "shots")
            .map { "-D$it=${System.getProperty(it)}" }
        val command = listOf(java, "-Xmx1g") + handed + "-Dfolder=${folder.root}" +
            listOf("-cp", classes, "org.junit.runner.JUnitCore", KilledProcess::class.java.name)
        val other = ProcessBuilder(command).redirectErrorStream(true).start()
        try {
            val said = mutableListOf<String>()
            other.inputStream.bufferedReader().forEachLineUntil { line ->
                said += line
                READY in line
            }
            val last = said.lastOrNull().orEmpty()
            assertTrue("the other process never came so far:\n${said.joinToString("\n")}", READY in last)
            return last.substringAfterLast(' ')
        } finally {
            other.destroyForcibly().waitFor()
        }
    }
}

private fun java.io.BufferedReader.forEachLineUntil(last: (String) -> Boolean) {
    while (true) if (last(readLine() ?: return)) return
}
