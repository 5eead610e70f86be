import uniffi.bridge.StartException
import java.nio.file.Files
import java.nio.file.Path
import kotlin.system.exitProcess

/** Plays the journey on the JVM through the core's library. Takes the path of the content pack. */
fun main(arguments: Array<String>) {
    val pack = Path.of(arguments.single())
    val folder = Files.createTempDirectory("suluh-journey")
    try {
        Journey(folder, pack).play()
    } catch (missing: NotSeen) {
        println("The journey ended early.")
    } catch (failed: StartException) {
        Checks.that("the app starts: $failed", false)
    } finally {
        folder.toFile().deleteRecursively()
    }
    println(Checks)
    exitProcess(if (Checks.allPassed) 0 else 1)
}
