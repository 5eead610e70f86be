/** What was checked, counted and said as it happens. */
object Checks {
    private var passed = 0
    private var failed = 0

    /** Whether everything so far passed, and something was checked at all. */
    val allPassed get() = failed == 0 && passed > 0

    /** Something that must be so. */
    fun that(what: String, isSo: Boolean) {
        if (isSo) passed++ else failed++
        println("${if (isSo) "ok    " else "FAILED"} $what")
    }

    /** A part of the journey: it passes when nothing in it was missing. What comes after needs it, so a failure ends all. */
    fun part(what: String, play: () -> Unit) {
        try {
            play()
            that(what, true)
        } catch (missing: NotSeen) {
            that("$what: ${missing.message}", false)
            throw missing
        }
    }

    override fun toString() = "$passed passed, $failed failed"
}
