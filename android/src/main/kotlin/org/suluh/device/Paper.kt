package org.suluh.device

import android.graphics.Canvas
import android.graphics.pdf.PdfDocument
import android.os.Build
import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import org.suluh.AsksForLevel
import uniffi.app.Said
import java.io.ByteArrayOutputStream
import java.io.FileOutputStream
import java.io.IOException
import java.util.Locale

/** Sizes on paper, in points: 72 to the inch. */
private const val TITLE_POINTS = 18f
private const val BODY_POINTS = 12f
private const val GAP_POINTS = 8
private const val EDGE_POINTS = 48

/** Words on paper, or in a file when the system's printing offers that: a title, then its parts below each other. */
internal class Paper(private val title: Said, private val parts: List<Said>) : PrintDocumentAdapter() {
    private var sheet: Sheet? = null
    private var pages = emptyList<List<Placed>>()

    override fun onLayout(
        old: PrintAttributes?,
        new: PrintAttributes,
        cancelled: CancellationSignal?,
        callback: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancelled?.isCanceled == true) return callback.onLayoutCancelled()
        val sheet = Sheet.of(new)
        this.sheet = sheet
        pages = Pages(sheet).of(title, parts)
        val info = PrintDocumentInfo.Builder("suluh.pdf")
            .setContentType(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT)
            .setPageCount(pages.size)
            .build()
        callback.onLayoutFinished(info, old != new)
    }

    override fun onWrite(
        wanted: Array<out PageRange>,
        target: ParcelFileDescriptor,
        cancelled: CancellationSignal?,
        callback: WriteResultCallback,
    ) {
        val sheet = sheet ?: return callback.onWriteFailed(null)
        try {
            val file = pdf(sheet, pages.indices.filter { number -> wanted.any { number in it.start..it.end } })
            if (cancelled?.isCanceled == true) return callback.onWriteCancelled()
            FileOutputStream(target.fileDescriptor).use { it.write(file) }
            callback.onWriteFinished(wanted)
        } catch (_: IOException) {
            callback.onWriteFailed(null)
        }
    }

    /** Whole in memory first: a document that is written straight to a full disk does not say that it is not there. */
    private fun pdf(sheet: Sheet, numbers: List<Int>): ByteArray {
        val document = PdfDocument()
        try {
            numbers.forEach { number ->
                val page = document.startPage(PdfDocument.PageInfo.Builder(sheet.width, sheet.height, number).create())
                pages[number].forEach { it.draw(page.canvas) }
                document.finishPage(page)
            }
            return ByteArrayOutputStream().also(document::writeTo).toByteArray()
        } finally {
            document.close()
        }
    }
}

/** A sheet of paper and where words may be on it, in points. */
internal class Sheet(val width: Int, val height: Int, val left: Int, val top: Int, val right: Int, val bottom: Int) {
    companion object {
        /** The chosen paper, with edges at least as wide as its printer needs. */
        fun of(wanted: PrintAttributes): Sheet {
            val size = wanted.mediaSize ?: PrintAttributes.MediaSize.ISO_A4
            val needed = wanted.minMargins ?: PrintAttributes.Margins.NO_MARGINS
            val (width, height) = points(size.widthMils) to points(size.heightMils)
            // On a card there is more edge than card.
            val (beside, above) = minOf(EDGE_POINTS, width / 8) to minOf(EDGE_POINTS, height / 8)
            return Sheet(
                width,
                height,
                left = maxOf(beside, points(needed.leftMils)),
                top = maxOf(above, points(needed.topMils)),
                right = width - maxOf(beside, points(needed.rightMils)),
                bottom = height - maxOf(above, points(needed.bottomMils)),
            )
        }

        private fun points(mils: Int) = mils * 72 / 1000
    }
}

/** Words laid out, and where on their page they begin. */
internal class Placed(val layout: Layout, private val left: Int, val top: Int) {
    fun draw(canvas: Canvas) {
        canvas.save()
        canvas.translate(left.toFloat(), top.toFloat())
        layout.draw(canvas)
        canvas.restore()
    }
}

/** Fills pages from the top. */
internal class Pages(private val sheet: Sheet) {
    private val full = mutableListOf<List<Placed>>()
    private var page = mutableListOf<Placed>()
    private var top = sheet.top

    /** A title and its parts. Each stays whole on its page; one longer than a page goes on over the next, by lines. */
    fun of(title: Said, parts: List<Said>): List<List<Placed>> {
        fill(title, TITLE_POINTS)
        parts.forEach { fill(it, BODY_POINTS) }
        return full + listOf(page)
    }

    private fun fill(words: Said, points: Float) {
        var rest = words.text
        var layout = laidOut(rest, words.lang, points)
        while (rest.isNotBlank() && layout.height > sheet.bottom - top) {
            val fitting = (0 until layout.lineCount).count { layout.getLineBottom(it) <= sheet.bottom - top }
            if (page.isNotEmpty() && (fitting == 0 || layout.height <= sheet.bottom - sheet.top)) {
                turn()
                continue
            }
            // A sheet too small for one line gets one all the same, or this would go on for ever.
            val end = layout.getLineEnd(maxOf(fitting, 1) - 1)
            place(laidOut(rest.substring(0, end).trimEnd(), words.lang, points))
            rest = rest.substring(end)
            layout = laidOut(rest, words.lang, points)
        }
        if (rest.isNotBlank()) place(layout)
    }

    private fun place(layout: Layout) {
        page += Placed(layout, sheet.left, top)
        top += layout.height + GAP_POINTS
    }

    private fun turn() {
        full += page
        page = mutableListOf()
        top = sheet.top
    }

    /** Scripts taller than the usual get the room they need between lines, where the system knows how (Android 9). */
    @AsksForLevel
    private fun laidOut(text: String, lang: String, points: Float): Layout {
        val paint = TextPaint(TextPaint.ANTI_ALIAS_FLAG or TextPaint.SUBPIXEL_TEXT_FLAG).apply {
            textSize = points
            isFakeBoldText = points == TITLE_POINTS
            textLocale = Locale.forLanguageTag(lang)
        }
        val width = sheet.right - sheet.left
        val wanted = StaticLayout.Builder.obtain(text, 0, text.length, paint, width).setIncludePad(false)
        if (Build.VERSION.SDK_INT >= 28) wanted.setUseLineSpacingFromFallbacks(true)
        return wanted.build()
    }
}
