import java.nio.file.Files
import java.nio.file.Path

/** The app's own English words by their names, so that better wording breaks no journey. */
class Words(locale: Path) {
    private val texts: Map<String, String> = Files.list(locale).use { it.toList() }
        .flatMap(Files::readAllLines)
        .mapNotNull { line -> MESSAGE.matchEntire(line)?.destructured }
        .associate { (name, text) -> name to text }

    /** The words of this name. Of words with a gap, those before it. */
    operator fun get(name: String): String =
        texts[name]?.substringBefore(" {") ?: throw NotSeen("there are no words named $name")

    private companion object {
        val MESSAGE = Regex("([a-z][a-z0-9-]*) = (.+)")
    }
}
