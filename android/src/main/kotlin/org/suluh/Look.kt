package org.suluh

import android.content.Context
import android.text.SpannableString
import android.text.Spanned
import android.text.style.LocaleSpan
import android.view.View
import android.view.ViewGroup
import android.view.ViewGroup.LayoutParams.MATCH_PARENT
import android.view.ViewGroup.LayoutParams.WRAP_CONTENT
import android.widget.LinearLayout
import android.widget.TextView
import uniffi.app.Said
import java.util.Locale

/** The language of words that are nobody's: numbers, names of sources. */
private const val NO_LANGUAGE = "und"

/** Languages written with marks above and below the line. */
private val TALL = setOf("th", "km", "lo", "my")
private const val LINE = 1.25f
private const val TALL_LINE = 1.35f

/** Words in a style of the resources. */
internal fun Context.words(style: Int) = TextView(this, null, 0, style)

/** Puts words in place, with their own language where it is not that of the page: for voices, letters and line height. */
internal fun <T : TextView> T.say(said: Said, pageLanguage: String): T {
    val own = said.lang != pageLanguage && said.lang != NO_LANGUAGE
    val locale = Locale.forLanguageTag(if (own) said.lang else pageLanguage)
    text = if (own) spoken(said.text, locale) else said.text
    textLocale = locale
    setLineSpacing(0f, if (locale.language in TALL) TALL_LINE else LINE)
    return this
}

private fun spoken(text: String, locale: Locale) = SpannableString(text).apply {
    setSpan(LocaleSpan(locale), 0, length, Spanned.SPAN_INCLUSIVE_INCLUSIVE)
}

/** Views below each other, as wide as their parent, with this space between them. */
internal fun Context.below(space: Int, vararg views: View?) = LinearLayout(this).apply {
    orientation = LinearLayout.VERTICAL
    showDividers = LinearLayout.SHOW_DIVIDER_MIDDLE
    dividerDrawable = context.getDrawable(space)
    views.filterNotNull().forEach { addView(it, wide()) }
}

/** As wide as the parent, as high as needed. */
internal fun wide() = LinearLayout.LayoutParams(MATCH_PARENT, WRAP_CONTENT)

/** As wide as needed. */
internal fun snug() = LinearLayout.LayoutParams(WRAP_CONTENT, WRAP_CONTENT)

/** Takes the rest of a row. */
internal fun rest() = LinearLayout.LayoutParams(0, WRAP_CONTENT, 1f)

internal fun View.px(dimension: Int) = resources.getDimensionPixelSize(dimension)

@AsksForLevel
internal fun View.isHeading() {
    if (android.os.Build.VERSION.SDK_INT >= 28) isAccessibilityHeading = true
}

/** A view and everything in it, in order. */
internal fun View.all(): Sequence<View> = sequence {
    yield(this@all)
    if (this@all is ViewGroup) for (index in 0 until childCount) yieldAll(getChildAt(index).all())
}
