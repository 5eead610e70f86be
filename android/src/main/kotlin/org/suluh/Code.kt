package org.suluh

import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.view.View
import uniffi.app.Component

/** How many light cells a code has around it. */
private const val QUIET = 4

/** A QR code, dark on light whatever the colours of the page: some cameras read no code that is light on dark. */
internal class Code(context: Context, private val code: Component.Code) : View(context) {
    private val most = context.resources.getDimensionPixelSize(R.dimen.code)
    private val side = code.side.toInt()
    private val paint = Paint().apply { color = Color.BLACK }

    init {
        contentDescription = code.label
    }

    override fun onMeasure(widthMeasureSpec: Int, heightMeasureSpec: Int) {
        val side = MeasureSpec.getSize(widthMeasureSpec).coerceAtMost(most)
        setMeasuredDimension(side, side)
    }

    override fun onDraw(canvas: Canvas) {
        canvas.drawColor(Color.WHITE)
        // Whole pixels: an edge that is half one would be grey.
        val cell = width / (side + 2 * QUIET)
        val from = (width - cell * side) / 2
        code.dark.forEachIndexed { index, dark ->
            if (dark) {
                val (left, top) = (from + index % side * cell) to (from + index / side * cell)
                canvas.drawRect(
                    left.toFloat(),
                    top.toFloat(),
                    (left + cell).toFloat(),
                    (top + cell).toFloat(),
                    paint,
                )
            }
        }
    }
}
