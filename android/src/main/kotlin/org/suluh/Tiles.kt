package org.suluh

import android.content.Context
import android.view.View
import android.view.ViewGroup

/** How wide a tile is at least, in heights of its letters: the longest words stay whole. */
private const val LETTERS = 7f

/** Small things beside each other, as many in a row as fit, all of a row as high as its highest. */
internal class Tiles(context: Context, tiles: List<View>) : ViewGroup(context) {
    private val space = context.resources.getDimensionPixelSize(R.dimen.between)
    private val least = (context.resources.getDimension(R.dimen.small) * LETTERS).toInt()
    private var columns = 1

    init {
        tiles.forEach(::addView)
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val width = MeasureSpec.getSize(widthMeasureSpec)
        columns = ((width + space) / (least + space)).coerceAtLeast(1)
        val across = MeasureSpec.makeMeasureSpec((width - space * (columns - 1)) / columns, MeasureSpec.EXACTLY)
        val any = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        var height = 0
        rows().forEach { row ->
            row.forEach { it.measure(across, any) }
            val highest = MeasureSpec.makeMeasureSpec(row.maxOf { it.measuredHeight }, MeasureSpec.EXACTLY)
            row.forEach { it.measure(across, highest) }
            height += MeasureSpec.getSize(highest) + space
        }
        setMeasuredDimension(width, (height - space).coerceAtLeast(0))
    }

    override fun onLayout(changed: Boolean, left: Int, top: Int, right: Int, bottom: Int) {
        var y = 0
        rows().forEach { row ->
            row.forEachIndexed { index, tile ->
                val across = index * (tile.measuredWidth + space)
                val x = if (layoutDirection == LAYOUT_DIRECTION_RTL) width - across - tile.measuredWidth else across
                tile.layout(x, y, x + tile.measuredWidth, y + tile.measuredHeight)
            }
            y += row.first().measuredHeight + space
        }
    }

    private fun rows() = (0 until childCount).map(::getChildAt).chunked(columns)
}
