package org.suluh

import android.content.Context
import android.graphics.Canvas
import android.graphics.ColorFilter
import android.graphics.Paint
import android.graphics.Path
import android.graphics.PixelFormat
import android.graphics.drawable.Drawable

/** The width and the height of the field that pictures are drawn on. */
private const val FIELD = 24f
private const val LINE_WIDTH = 2f
private const val CURVE = 6

/** A picture that comes with words, drawn in their colour: the path of an SVG of `M`, `L`, `C` and `Z`. */
internal class Lines(context: Context, path: String, colour: Int) : Drawable() {
    private val side = context.resources.getDimensionPixelSize(R.dimen.picture)
    private val lines = read(path)
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
        canvas.drawPath(lines, paint)
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

/** Content that somebody installed must not end the app: what cannot be read draws what came before it. */
private fun read(path: String) = Path().apply {
    val words = path.split(' ')
    var at = 0
    while (at < words.size) {
        val letter = words[at]
        val numbers = words.drop(at + 1).take(CURVE).map(String::toFloatOrNull).takeWhile { it != null }.filterNotNull()
        when {
            letter == "M" && numbers.size >= 2 -> moveTo(numbers[0], numbers[1])
            letter == "L" && numbers.size >= 2 -> lineTo(numbers[0], numbers[1])
            letter == "C" && numbers.size == CURVE ->
                cubicTo(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
            letter == "Z" -> close()
            else -> return@apply
        }
        at += 1 + numbers.size
    }
}
