package org.suluh

import android.content.Context
import android.widget.LinearLayout
import uniffi.app.Component

/**
 * Components below each other. What has not changed stays as it is, so that nobody loses the place where they write,
 * listen or scroll.
 */
internal class Components(context: Context, private val renderer: Renderer) : LinearLayout(context) {
    private class Drawn(var component: Component, val view: android.view.View)

    private val drawn = mutableListOf<Drawn>()

    init {
        orientation = VERTICAL
        showDividers = SHOW_DIVIDER_MIDDLE
        dividerDrawable = context.getDrawable(R.drawable.space_gap)
    }

    /** Shows these, and keeps of the ones before whatever is the same or can be brought up to date. */
    fun show(next: List<Component>) {
        val before = drawn.toMutableList()
        val kept = next.map { component -> before.firstOrNull { it.becomes(component) }?.also(before::remove) }
        before.forEach { removeView(it.view) }
        drawn.clear()
        next.forEachIndexed { index, component ->
            val here = kept[index] ?: Drawn(component, renderer.draw(component))
            here.component = component
            drawn += here
            if (getChildAt(index) !== here.view) {
                removeView(here.view)
                addView(here.view, index, renderer.roomFor(component))
            }
        }
    }

    /** The view of a component that is shown. */
    fun viewOf(component: Component) = drawn.firstOrNull { it.component === component }?.view

    /** The same problem a second time is a new one, and is said again. */
    private fun Drawn.becomes(next: Component) =
        next !is Component.Problem && (component == next || renderer.update(view, component, next))
}
