package org.suluh.device

import android.content.Context
import android.graphics.pdf.PdfDocument
import android.os.Bundle
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintDocumentInfo
import android.print.pdf.PrintedPdfDocument
import android.text.Layout
import android.text.StaticLayout
import android.text.TextPaint
import uniffi.app.Said
import java.io.FileOutputStream
import java.io.IOException
import java.util.Locale

/** Sizes on paper, in points: 72 to the inch. */
private const val TITLE_POINTS = 18f
private const val BODY_POINTS = 12f
private const val GAP_POINTS = 8
private const val EDGE_POINTS = 48

/** Words on paper, or in a file when the system's printing offers that: a title, then its parts below each other. */
internal class Paper(private val context: Context, private val title: Said, private val parts: List<Said>) :
    PrintDocumentAdapter() {
    private var attributes: PrintAttributes? = null
    private var pages = emptyList<List<Placed>>()

    /** Words laid out, and how far down their page they begin. */
    private class Placed(val layout: Layout, val top: Int)

    override fun onLayout(
        old: PrintAttributes?,
        new: PrintAttributes,
        cancelled: CancellationSignal?,
        callback: LayoutResultCallback,
        extras: Bundle?,
    ) {
        if (cancelled?.isCanceled == true) return callback.onLayoutCancelled()
        attributes = new
        val size = new.mediaSize ?: PrintAttributes.MediaSize.ISO_A4
        pages = paginate(points(size.widthMils), points(size.heightMils))
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
        val attributes = attributes ?: return callback.onWriteFailed(null)
        val document = PrintedPdfDocument(context, attributes)
        try {
            pages.forEachIndexed { number, placed -> if (wanted.any { number in it.start..it.end }) document.draw(number, placed) }
            if (cancelled?.isCanceled == true) return callback.onWriteCancelled()
            FileOutputStream(target.fileDescriptor).use(document::writeTo)
            callback.onWriteFinished(wanted)
        } catch (_: IOException) {
            callback.onWriteFailed(null)
        } finally {
            document.close()
        }
    }

    private fun PdfDocument.draw(number: Int, placed: List<Placed>) {
        val page = (this as PrintedPdfDocument).startPage(number)
        placed.forEach { words ->
            page.canvas.save()
            page.canvas.translate(EDGE_POINTS.toFloat(), words.top.toFloat())
            words.layout.draw(page.canvas)
            page.canvas.restore()
        }
        finishPage(page)
    }

    /** Each part stays whole on its page; one longer than a page begins its own. */
    private fun paginate(width: Int, height: Int): List<List<Placed>> {
        val pages = mutableListOf(mutableListOf<Placed>())
        var top = EDGE_POINTS
        for (layout in laidOut(width - 2 * EDGE_POINTS)) {
            if (pages.last().isNotEmpty() && top + layout.height > height - EDGE_POINTS) {
                pages += mutableListOf<Placed>()
                top = EDGE_POINTS
            }
            pages.last() += Placed(layout, top)
            top += layout.height + GAP_POINTS
        }
        return pages
    }

    private fun laidOut(width: Int) =
        listOf(laidOut(title, TITLE_POINTS, width)) + parts.map { laidOut(it, BODY_POINTS, width) }

    private fun laidOut(words: Said, points: Float, width: Int): Layout {
        val paint = TextPaint(TextPaint.ANTI_ALIAS_FLAG).apply {
            textSize = points
            isFakeBoldText = points == TITLE_POINTS
            textLocale = Locale.forLanguageTag(words.lang)
        }
        return StaticLayout.Builder.obtain(words.text, 0, words.text.length, paint, width).build()
    }

    private fun points(mils: Int) = mils * 72 / 1000
}
