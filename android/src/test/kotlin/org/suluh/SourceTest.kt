package org.suluh

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** What must stay true of the shell's own text. */
class SourceTest {
    private val sources = File("src/main/kotlin").walk().filter {
        it.extension == "kt"
    }.toList().also { check(it.size > 10) }

    @Test
    fun `no words that a person reads are written in the shell`() {
        val literal = Regex("\"((?:[^\"\\\\]|\\\\.)*)\"")
        val words = sources.flatMap { file ->
            file.readLines().filterNot {
                it.trimStart().startsWith("*") || it.trimStart().startsWith("//") ||
                    it.contains("@Deprecated")
            }
                .flatMap { line -> literal.findAll(line).map { it.groupValues[1] } }
                .filter { Regex("\\p{L}+[ ,.!?]+\\p{L}+ ").containsMatchIn(it) }
                .map { "${file.name}: $it" }
        }
        assertEquals(emptyList<String>(), words)
    }

    /** Lines that do something: neither blank, nor a comment, nor an import. */
    @Test
    fun `the shell stays thin`() {
        val all = sources.flatMap { it.readLines() }.map(String::trim)
        val code = all.filterNot { line ->
            line.isEmpty() ||
                listOf("//", "/*", "*", "import ", "package ").any(line::startsWith)
        }
        println(
            "= Kotlin in the shell: ${code.size} lines that do something, ${all.size} with comments and imports, ${sources.size} files",
        )
        assertTrue("${code.size} lines", code.size <= 1_500)
    }

    @Test
    fun `nothing is logged`() {
        val logging = Regex("\\b(Log\\.|println\\(|printStackTrace)")
        assertEquals(emptyList<String>(), sources.filter { logging.containsMatchIn(it.readText()) }.map { it.name })
    }
}
