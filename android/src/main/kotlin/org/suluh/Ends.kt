package org.suluh

import android.content.Context
import android.view.View
import android.view.ViewGroup

/** One thing at the start and one at the end of a line; below each other where both do not fit. */
internal class Ends(context: Context) : ViewGroup(context) {
    private var together = true

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val room = MeasureSpec.getSize(widthMeasureSpec) - paddingLeft - paddingRight
        val across = MeasureSpec.makeMeasureSpec(room, MeasureSpec.AT_MOST)
        val down = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        val things = things()
        things.forEach { it.measure(across, down) }
        together = things.sumOf { it.measuredWidth } <= room
        val heights = things.map { it.measuredHeight }
        val height = if (together) heights.maxOrNull() ?: 0 else heights.sum()
        setMeasuredDimension(MeasureSpec.getSize(widthMeasureSpec), height + paddingTop + paddingBottom)
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        var y = paddingTop
        val highest = things().maxOfOrNull { it.measuredHeight } ?: 0
        things().forEachIndexed { index, thing ->
            val atStart = (index == 0) == (layoutDirection == LAYOUT_DIRECTION_LTR)
            val x = if (atStart) paddingLeft else width - paddingRight - thing.measuredWidth
            val dy = if (together) (highest - thing.measuredHeight) / 2 else 0
            thing.layout(x, y + dy, x + thing.measuredWidth, y + dy + thing.measuredHeight)
            if (!together) y += thing.measuredHeight
        }
    }

    private fun things(): List<View> = (0 until childCount).map(::getChildAt)
}
