import uniffi.bridge.StartException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/** Plays the journey on the JVM through the core's library. Takes the content pack and the folder with English words. */
fun main(arguments: Array<String>) {
    val (pack, locale) = arguments.map { Path.of(it) }
    val folder = Files.createTempDirectory("suluh-journey")
    try {
        Journey(folder, pack, Words(locale)).play()
    } catch (_: NotSeen) {
        println("The journey ended early.")
    } catch (failed: StartException) {
        Checks.that("the app starts: $failed", false)
    } finally {
        folder.toFile().deleteRecursively()
    }
    println(Checks)
    exitProcess(if (Checks.allPassed) 0 else 1)
}
