package org.suluh

import android.graphics.Color
import android.graphics.Paint
import android.graphics.Path
import android.graphics.drawable.ShapeDrawable
import android.graphics.drawable.shapes.PathShape

/** The width and the height of the field that pictures are drawn on. */
private const val FIELD = 24f
private const val LINE_WIDTH = 2f
private const val POINT = 2
private const val CURVE = 6
private val PART = Regex("([MLCZ])([^MLCZ]*)")

/** Lines that come with words, in their colour. */
internal fun picture(lines: String, side: Int, colour: Int) = drawing(lines, FIELD, side).apply {
    paint.color = colour
    paint.style = Paint.Style.STROKE
    paint.strokeWidth = LINE_WIDTH
    paint.strokeCap = Paint.Cap.ROUND
    paint.strokeJoin = Paint.Join.ROUND
    paint.isAntiAlias = true
}

/** Black cells, with edges as sharp as they can be. */
internal fun code(cells: String, field: Float, side: Int) = drawing(cells, field, side).apply {
    paint.color = Color.BLACK
    paint.isAntiAlias = false
}

private fun drawing(path: String, field: Float, side: Int) = ShapeDrawable(PathShape(read(path), field, field)).apply {
    intrinsicWidth = side
    intrinsicHeight = side
}

/** Content that somebody installed must not end the app: what cannot be read is left out. */
private fun read(path: String) = Path().apply {
    PART.findAll(path).forEach { part ->
        val (letter, rest) = part.destructured
        val points = rest.trim().split(' ').mapNotNull(String::toFloatOrNull)
        when (letter to points.size) {
            "M" to POINT -> moveTo(points[0], points[1])
            "L" to POINT -> lineTo(points[0], points[1])
            "C" to CURVE -> cubicTo(points[0], points[1], points[2], points[3], points[4], points[5])
            "Z" to 0 -> close()
        }
    }
}
