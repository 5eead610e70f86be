package org.suluh

import android.graphics.Color
import android.graphics.Rect
import android.text.Layout
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.CompoundButton
import android.widget.EditText
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckPreset
import com.google.android.apps.common.testing.accessibility.framework.AccessibilityCheckResult.AccessibilityCheckResultType
import com.google.android.apps.common.testing.accessibility.framework.checks.DuplicateSpeakableTextCheck
import com.google.android.apps.common.testing.accessibility.framework.checks.RedundantDescriptionCheck
import com.google.android.apps.common.testing.accessibility.framework.uielement.AccessibilityHierarchyAndroid
import com.google.android.apps.common.testing.accessibility.framework.uielement.ViewHierarchyElement
import uniffi.app.Screen
import uniffi.bridge.outline
import java.util.Locale
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow

/** The least size of what can be tapped, in dp. */
private const val TOUCH_DP = 48
private const val LEAST_CONTRAST = 4.5

/** Question text has to be read in the sun. */
private const val LEAST_CONTRAST_OF_QUESTIONS = 7.0

/** How English and Indonesian call kinds of things on a screen. */
private val KINDS = setOf("button", "image", "picture", "icon", "checkbox", "tombol", "gambar", "ikon")

/** Looks at a window as it is now and says what is wrong with it; an empty list is a good one. */
class Judge(private val window: View, private val screen: Screen) {
    private val seen = window.all().filter { it.isShown && it.width > 0 && it.height > 0 }.toList()
    private val texts = seen.filterIsInstance<TextView>().filter { it.text.isNotBlank() }

    /** Words that do not fit where they stand, or are broken in the middle. */
    fun cutOff(): List<String> = texts.flatMap { view ->
        val layout = view.layout ?: return@flatMap listOf("not laid out: ${view.text}")
        val room = view.width - view.compoundPaddingLeft - view.compoundPaddingRight
        val lines = 0 until layout.lineCount
        listOfNotNull(
            "cut below: ${view.text}".takeIf {
                layout.height >
                    view.height - view.compoundPaddingTop - view.compoundPaddingBottom + 1
            },
            "cut at the side: ${view.text}".takeIf {
                lines.any {
                    layout.getEllipsisCount(it) > 0 ||
                        layout.getLineMax(it) > room + 1
                }
            },
            "broken inside a word: ${view.text}".takeIf {
                view !is EditText && lines.any { layout.breaksWordAfter(it) }
            },
            "beyond the edge: ${view.text}".takeIf { view.place().run { left < 0 || right > window.width } },
            "outside its parent: ${view.text}".takeIf { view.sticksOut() },
        )
    }

    /** Things that lie over each other. */
    fun overlapping(): List<String> {
        val leaves = seen.filter { it is TextView || it.isClickable }.map { it to it.place() }
        return leaves.flatMapIndexed { index, (one, here) ->
            leaves.drop(index + 1).filter { (other, there) ->
                val shared = Rect(here)
                one.scroller() === other.scroller() && !one.holds(other) && !other.holds(one) &&
                    shared.intersect(there) && shared.width() > 1 && shared.height() > 1
            }.map { (other, _) -> "overlapping: ${one.name()} and ${other.name()}" }
        }
    }

    /** What is too small for a thumb. */
    fun small(): List<String> {
        val least = TOUCH_DP * window.resources.displayMetrics.density - 1
        return seen.filter { it.isClickable && (it.width < least || it.height < least) }
            .map { "too small: ${it.name()}, ${it.width} × ${it.height} px" }
    }

    /** Words too pale for their ground, by the pixels; and words that left no pixel of their colour. */
    fun pale(): List<String> {
        val shot = Shot(window).bitmap
        return texts.mapNotNull { view ->
            val place = view.place()
            if (!place.intersect(0, 0, shot.width, shot.height)) return@mapNotNull null
            val pixels = IntArray(place.width() * place.height())
            shot.getPixels(pixels, 0, place.width(), place.left, place.top, place.width(), place.height())
            val ground = pixels.toList().groupingBy { it }.eachCount().maxBy { it.value }.key
            val ink = view.currentTextColor
            val least = if (view.textSize >= view.px(R.dimen.title) &&
                view !is Button
            ) {
                LEAST_CONTRAST_OF_QUESTIONS
            } else {
                LEAST_CONTRAST
            }
            val found = contrast(ink, ground)
            when {
                found < least -> "contrast %.1f: %s".format(Locale.ROOT, found, view.text)
                pixels.none { near(it, ink) } -> "no ink to be seen: ${view.text}"
                else -> null
            }
        }
    }

    /** What Google's accessibility checks find. */
    fun inaccessible(): List<String> {
        val hierarchy = AccessibilityHierarchyAndroid.newBuilder(window).build()
        return AccessibilityCheckPreset.getAccessibilityHierarchyChecksForPreset(AccessibilityCheckPreset.LATEST)
            // Its words for kinds of things come as a resource of Android, which is not here: see `sayTheirKind`.
            .filterNot { it is RedundantDescriptionCheck }
            .flatMap { it.runCheckOnHierarchy(hierarchy) }
            .filter { it.type == AccessibilityCheckResultType.ERROR || it.type == AccessibilityCheckResultType.WARNING }
            .filterNot { it.sourceCheckClass == DuplicateSpeakableTextCheck::class.java && isAlone(it.element) }
            .map {
                "${it.type} ${it.sourceCheckClass.simpleName} ${it.resultId}: ${it.element?.text ?: it.element?.className}"
            } + sayTheirKind()
    }

    /** Descriptions of what kind of thing something is: a screen reader says that already. */
    private fun sayTheirKind() = seen.mapNotNull { it.contentDescription?.toString() }
        .filter { description -> description.lowercase().split(' ').any(KINDS::contains) }
        .map { "a description says what kind of thing it is: $it" }

    /** A field is called like its label, and the place where one is like the title: two things to press never share words. */
    private fun isAlone(element: ViewHierarchyElement?): Boolean {
        val pressed = seen.filter { it.isClickable && it !is EditText }
        return pressed.count { (it as? TextView)?.text?.toString() == element?.text?.toString() } < 2 ||
            seen.any { it is EditText && it.javaClass.name == element?.className }
    }

    /** Where a screen reader says something else than the core's outline, or in another order. */
    fun readOtherwise(): List<String> {
        val wanted = wordsOf(outline(screen))
        val read = wordsOf(Reading(window).spoken().joinToString("\n"))
        if (wanted == read) return emptyList()
        val at = wanted.zip(read).takeWhile { (one, other) -> one == other }.size
        fun from(words: List<String>) = words.drop(max(0, at - 3)).take(12).joinToString(" ")
        return listOf("read otherwise than the outline: “${from(read)}” for “${from(wanted)}”")
    }

    /** Everything a look at any size finds. */
    fun all() = cutOff() + overlapping() + small() + readOtherwise()

    private fun View.sticksOut(): Boolean {
        val parent = parent as? ViewGroup ?: return false
        return left < 0 || top < 0 || right > parent.width + 1 || (parent !is ScrollView && bottom > parent.height + 1)
    }

    private fun View.place(): Rect {
        val corner = IntArray(2).also(::getLocationInWindow)
        return Rect(corner[0], corner[1], corner[0] + width, corner[1] + height)
    }

    private fun View.scroller() = generateSequence(parent) { it.parent }.firstOrNull { it is ScrollView }

    private fun View.holds(other: View) = generateSequence(other.parent) { it.parent }.any { it === this }

    private fun View.name() =
        (this as? TextView)?.text ?: all().filterIsInstance<TextView>().firstOrNull()?.text ?: javaClass.simpleName
}

private fun Layout.breaksWordAfter(line: Int): Boolean {
    val end = getLineEnd(line)
    if (end >= text.length || end == 0) return false
    val (before, after) = text[end - 1] to text[end]
    return listOf(Char::isLatin, Char::isDigit).any { isOne -> isOne(before) && isOne(after) }
}

private fun Char.isLatin() = isLetter() && Character.UnicodeScript.of(code) == Character.UnicodeScript.LATIN

private fun wordsOf(text: String) = Regex("[\\p{L}\\p{M}\\p{N}]+").findAll(text).map { it.value }.toList()

/** WCAG 2.1, contrast ratio. */
private fun contrast(one: Int, other: Int): Double {
    val (a, b) = luminance(one) to luminance(other)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
}

private fun luminance(color: Int): Double {
    fun part(value: Int) = (value / 255.0).let { if (it <= 0.03928) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }
    return 0.2126 * part(Color.red(color)) + 0.7152 * part(Color.green(color)) + 0.0722 * part(Color.blue(color))
}

private fun near(one: Int, other: Int) = listOf<(Int) -> Int>(Color::red, Color::green, Color::blue)
    .all { kotlin.math.abs(it(one) - it(other)) <= 48 }

/** What a screen reader says of a window, in the order of its views and of what they say comes after what. */
class Reading(private val window: View) {
    fun spoken(): List<String> {
        val said = StringBuilder()
        order(window).forEach { said.append(wordsOf(it)).append('\n') }
        return said.lines().filter(String::isNotBlank)
    }

    /** What names a thing to come after is taken from its place and read right after that thing, with all it holds. */
    private fun order(view: View): List<View> {
        val inside = HashMap<View, MutableList<View>>()
        view.all().filter { it.isShown }.forEach {
            inside.getOrPut(it.parent as? View ?: return@forEach, ::mutableListOf) +=
                it
        }
        view.all().filter { it.isShown && it.accessibilityTraversalAfter != View.NO_ID }.forEach { after ->
            val before =
                window.findViewById<View?>(after.accessibilityTraversalAfter)?.takeIf { it.isShown } ?: return@forEach
            inside[after.parent as View]?.remove(after)
            inside.getOrPut(before, ::mutableListOf) += after
        }
        fun read(at: View): List<View> = listOf(at) + inside[at].orEmpty().flatMap(::read)
        return read(view)
    }

    private fun wordsOf(view: View): String = when {
        view is ImageView -> view.contentDescription?.toString().orEmpty()
        view !is TextView || view.id == R.id.announcement -> ""
        view.importantForAccessibility == View.IMPORTANT_FOR_ACCESSIBILITY_NO -> ""
        view is EditText && view.inputType and android.text.InputType.TYPE_MASK_VARIATION ==
            android.text.InputType.TYPE_TEXT_VARIATION_PASSWORD -> "secret"
        view is CompoundButton && view.isChecked -> "x ${view.text}"
        view is Button && !view.isEnabled -> "${view.text} unavailable"
        view is Button && view.isSelected -> "${view.text} here"
        else -> view.text.toString()
    }
}
