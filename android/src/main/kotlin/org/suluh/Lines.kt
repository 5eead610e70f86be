package org.suluh

import android.content.Context
import android.graphics.Canvas
import android.graphics.ColorFilter
import android.graphics.Paint
import android.graphics.Path
import android.graphics.PixelFormat
import android.graphics.PointF
import android.graphics.drawable.Drawable

/** The width and the height of the field that pictures are drawn on. */
private const val FIELD = 24f
private const val LINE_WIDTH = 2f
private const val POINT = 2
private const val CURVE = 6
private val PART = Regex("([MLCZ])([^MLCZ]*)")

/** A picture that comes with words, drawn in their colour: the path of an SVG of `M`, `L`, `C` and `Z`. */
internal class Lines(context: Context, path: String, colour: Int) : Drawable() {
    private val side = context.resources.getDimensionPixelSize(R.dimen.picture)
    private val drawing = read(path)
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = colour
        style = Paint.Style.STROKE
        strokeWidth = LINE_WIDTH
        strokeCap = Paint.Cap.ROUND
        strokeJoin = Paint.Join.ROUND
    }

    init {
        setBounds(0, 0, side, side)
    }

    override fun draw(canvas: Canvas) {
        val saved = canvas.save()
        canvas.translate(bounds.left.toFloat(), bounds.top.toFloat())
        canvas.scale(bounds.width() / FIELD, bounds.height() / FIELD)
        canvas.drawPath(drawing, paint)
        canvas.restoreToCount(saved)
    }

    override fun getIntrinsicWidth() = side

    override fun getIntrinsicHeight() = side

    override fun setAlpha(alpha: Int) {
        paint.alpha = alpha
    }

    override fun setColorFilter(filter: ColorFilter?) {
        paint.colorFilter = filter
    }

    @Deprecated("Android asks for it")
    override fun getOpacity() = PixelFormat.TRANSLUCENT
}

/** Content that somebody installed must not end the app: what cannot be read is left out. */
private fun read(path: String) = Path().apply {
    PART.findAll(path).forEach { part ->
        val (letter, rest) = part.destructured
        val numbers = rest.trim().split(' ').mapNotNull(String::toFloatOrNull)
        when (letter to numbers.size) {
            "M" to POINT -> moveTo(numbers[0], numbers[1])
            "L" to POINT -> lineTo(numbers[0], numbers[1])
            "C" to CURVE -> curveTo(numbers)
            "Z" to 0 -> close()
        }
    }
}

private fun Path.curveTo(numbers: List<Float>) {
    val (one, two, to) = numbers.chunked(POINT) { (x, y) -> PointF(x, y) }
    cubicTo(one.x, one.y, two.x, two.y, to.x, to.y)
}
