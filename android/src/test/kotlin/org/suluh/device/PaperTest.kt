package org.suluh.device

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.pdf.PdfDocument
import android.os.CancellationSignal
import android.os.ParcelFileDescriptor
import android.print.PageRange
import android.print.PrintAttributes
import android.print.PrintAttributes.Margins
import android.print.PrintAttributes.MediaSize
import android.print.PrintDocumentAdapter.LayoutResultCallback
import android.print.PrintDocumentAdapter.WriteResultCallback
import android.print.PrintDocumentInfo
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import uniffi.app.Said
import java.io.File
import java.io.FileDescriptor
import java.io.FileOutputStream
import java.io.OutputStream

private val TITLE = Said("What you can ask for", "en")
private val SHORT = listOf(Said("A safe place to sleep.", "en"), Said("Pengacara tanpa biaya.", "id"))
private val LONG = List(120) { Said("Part $it. " + "You can stop whenever you like. ".repeat(1 + it % 9), "en") }
private val CREAM = Color.rgb(255, 248, 224)

/** Robolectric could not close a usual one. */
private class Descriptor(private val of: FileDescriptor) : ParcelFileDescriptor(null as ParcelFileDescriptor?) {
    override fun getFileDescriptor() = of
}

/**
 * Stands in for the part of PDF that Robolectric does not have: each page is a picture, the file no more than a mark.
 */
@Implements(PdfDocument::class)
@Suppress("UnusedParameter")
class PretendPdf {
    @Implementation fun nativeCreateDocument() = ++made

    @Implementation fun nativeFinishPage(document: Long) = Unit

    @Implementation fun nativeClose(document: Long) {
        closed++
    }

    /** Like the real one it keeps to itself that a disk is full. */
    @Implementation fun nativeWriteTo(document: Long, target: OutputStream, chunk: ByteArray) {
        runCatching { target.write("%PDF-1.7, pretended".toByteArray()) }
    }

    companion object {
        val pages = mutableListOf<Bitmap>()
        var made = 0L
        var closed = 0L

        /** Paper begins where the canvas does: whoever gives up part of it moves all that is drawn. */
        @JvmStatic
        @Implementation
        @Suppress("LongParameterList")
        fun nativeStartPage(
            document: Long,
            width: Int,
            height: Int,
            left: Int,
            top: Int,
            right: Int,
            bottom: Int,
        ): Long {
            check(left == 0 && top == 0 && right == width && bottom == height)
            val picture = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888).apply { eraseColor(CREAM) }
            pages += picture
            // Not by a Canvas of its own: each gives its native part back, and the page has one already.
            return ReflectionHelpers.callStaticMethod(
                Canvas::class.java,
                "nInitRaster",
                ClassParameter.from(Long::class.javaPrimitiveType, picture.nativeInstance),
            )
        }
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(shadows = [PretendPdf::class])
class PaperTest {
    @get:Rule val folder = TemporaryFolder()

    private val a4 = attributes(MediaSize.ISO_A4)
    private val told = mutableListOf<String>()
    private var info: PrintDocumentInfo? = null

    @Before fun whole() {
        PretendPdf.pages.clear()
        PretendPdf.made = 0
        PretendPdf.closed = 0
    }

    @Test fun `a short text is one page`() {
        val pages = pages(SHORT)

        assertEquals(listOf(listOf(TITLE.text) + SHORT.map { it.text }), pages.texts())
    }

    @Test fun `a long text is as many pages as it needs, each part whole on exactly one`() {
        val pages = pages(LONG)

        assertTrue("${pages.size}", pages.size in 5..20)
        assertEquals((listOf(TITLE) + LONG).map { it.text }, pages.texts().flatten())
        assertFalse(pages.any { it.isEmpty() })
    }

    @Test fun `a part longer than a page goes on over the next, and no line of it is lost`() {
        val long = Said((1..3000).joinToString(" ") { "word$it" } + "\nlast line", "en")

        val pages = pages(SHORT + long + SHORT)

        assertTrue("${pages.size}", pages.size > 3)
        assertEquals(letters(listOf(TITLE) + SHORT + long + SHORT), pages.placedLetters())
        assertEquals("it begins where there is room", long.text.take(9), pages[0].last().layout.text.take(9))
    }

    @Test fun `scripts without spaces are carried over too`() {
        val texts = mapOf(
            "th" to "คุณหยุดเมื่อไรก็ได้".repeat(400),
            "km" to "អ្នកអាចឈប់ពេលណាក៏បាន".repeat(300),
            "my" to "သင်အချိန်မရွေးရပ်နိုင်သည်".repeat(300),
            "vi" to "Bạn có thể dừng lại bất cứ lúc nào. ".repeat(300),
        )
        for ((lang, text) in texts) {
            val pages = pages(listOf(Said(text, lang)))
            assertTrue(lang, pages.size > 1)
            assertEquals(lang, letters(listOf(TITLE, Said(text, lang))), pages.placedLetters())
            assertInside(lang, pages, Sheet.of(a4))
        }
    }

    @Test fun `nothing is placed outside the edges, on any paper, with any printer`() {
        val parts = List(18) { Said("Part $it. " + "You can stop whenever you like. ".repeat(1 + it * it), "en") }
        val papers = listOf(MediaSize.ISO_A4, MediaSize.ISO_A4.asLandscape(), MediaSize.NA_LETTER, MediaSize.ISO_A6)
        for (paper in papers) {
            for (edges in listOf(Margins.NO_MARGINS, Margins(1000, 900, 800, 1100))) {
                val sheet = Sheet.of(attributes(paper, edges))
                val pages = Pages(sheet).of(TITLE, parts)
                assertInside("$paper $edges", pages, sheet)
                assertEquals("$paper $edges", letters(listOf(TITLE) + parts), pages.placedLetters())
            }
        }
        val wide = Sheet.of(attributes(MediaSize.ISO_A4, Margins(1000, 900, 800, 1100)))
        assertEquals(listOf(72, 64, 595 - 57, 841 - 79), listOf(wide.left, wide.top, wide.right, wide.bottom))
    }

    @Test fun `paper smaller than its edges still holds everything`() {
        val parts = listOf(Said("You can stop whenever you like. ".repeat(9), "en"))
        for (sheet in listOf(Sheet.of(attributes(MediaSize.ISO_A10)), Sheet(20, 20, 5, 5, 15, 10))) {
            val pages = Pages(sheet).of(TITLE, parts)
            assertEquals(letters(listOf(TITLE) + parts), pages.placedLetters())
        }
    }

    @Test fun `words that are empty take no page`() {
        assertEquals(1, pages(List(500) { Said("", "en") }).size)
        assertEquals(1, Pages(Sheet.of(a4)).of(Said("", "en"), emptyList()).size)
    }

    @Test fun `the system is told how many pages there are, and of what kind`() {
        val paper = Paper(TITLE, LONG)
        layOut(paper)

        assertEquals(listOf("laid out, changed"), told)
        assertEquals(Pages(Sheet.of(a4)).of(TITLE, LONG).size, info?.pageCount)
        assertEquals(PrintDocumentInfo.CONTENT_TYPE_DOCUMENT, info?.contentType)
        assertFalse("a name tells nothing", TITLE.text in info!!.name)
    }

    @Test fun `other paper changes the pages, the same paper does not`() {
        val paper = Paper(TITLE, LONG)
        layOut(paper)
        val onA4 = info!!.pageCount
        layOut(paper, old = a4, new = a4)
        assertEquals(onA4, info!!.pageCount)
        layOut(paper, old = a4, new = attributes(MediaSize.ISO_A6))

        assertEquals(listOf("laid out, changed", "laid out", "laid out, changed"), told)
        assertTrue(info!!.pageCount > onA4)
    }

    @Test fun `attributes that leave the paper open mean A4`() {
        layOut(Paper(TITLE, SHORT), new = PrintAttributes.Builder().build())

        assertEquals(listOf("laid out, changed"), told)
        assertEquals(595 to 841, Sheet.of(PrintAttributes.Builder().build()).run { width to height })
    }

    @Test fun `every page is written, with its words on it`() {
        val paper = Paper(TITLE, LONG)
        layOut(paper)

        val file = write(paper, PageRange.ALL_PAGES)

        assertTrue(file.readText().startsWith("%PDF"))
        assertEquals(info!!.pageCount, PretendPdf.pages.size)
        PretendPdf.pages.forEach { page ->
            assertEquals(595 to 841, page.width to page.height)
            assertTrue("words", inked(page) > 500)
        }
        assertEquals(listOf("laid out, changed", "written ${PageRange.ALL_PAGES}"), told)
        assertEquals("given back", 1L to 1L, PretendPdf.run { made to closed })
    }

    @Test fun `only the pages asked for are written`() {
        val paper = Paper(TITLE, LONG)
        layOut(paper)
        assertTrue(info!!.pageCount >= 5)

        write(paper, PageRange.ALL_PAGES)
        val all = PretendPdf.pages.toList()
        PretendPdf.pages.clear()
        write(paper, PageRange(1, 1), PageRange(3, 4))

        assertEquals(listOf(1, 3, 4), PretendPdf.pages.map { page -> all.indexOfFirst { it.sameAs(page) } })
        assertEquals("written ${PageRange(1, 1)} ${PageRange(3, 4)}", told.last())
    }

    @Test fun `no ink falls on the edges`() {
        val paper = Paper(TITLE, LONG)
        val needed = attributes(MediaSize.ISO_A4, Margins(1000, 1000, 1000, 1000))
        layOut(paper, new = needed)

        write(paper, PageRange.ALL_PAGES)

        for (page in PretendPdf.pages) {
            assertEquals(0, inked(page) - inked(page, 72, 72, page.width - 72, page.height - 72))
        }
    }

    @Test fun `laying out that is called off is called off`() {
        layOut(Paper(TITLE, SHORT), cancelled = CancellationSignal().apply { cancel() })

        assertEquals(listOf("layout called off"), told)
    }

    @Test fun `writing that is called off writes nothing`() {
        val paper = Paper(TITLE, SHORT)
        layOut(paper)
        told.clear()

        val file = write(paper, PageRange.ALL_PAGES, cancelled = CancellationSignal().apply { cancel() })

        assertEquals(listOf("writing called off"), told)
        assertEquals(0, file.length())
    }

    @Test fun `a full disk is a failure, and the document is given back`() {
        val paper = Paper(TITLE, SHORT)
        layOut(paper)
        told.clear()

        write(paper, PageRange.ALL_PAGES, target = File("/dev/full"))

        assertEquals(listOf("writing failed: null"), told)
        assertEquals(1L to 1L, PretendPdf.run { made to closed })
    }

    @Test fun `nothing is written before it is laid out`() {
        write(Paper(TITLE, SHORT), PageRange.ALL_PAGES)

        assertEquals(listOf("writing failed: null"), told)
    }

    private fun pages(parts: List<Said>) = Pages(Sheet.of(a4)).of(TITLE, parts)

    private fun List<List<Placed>>.texts() = map { page -> page.map { it.layout.text.toString() } }

    /** What is written, whatever the lines. */
    private fun letters(said: List<Said>) = said.joinToString("") { it.text }.filterNot(Char::isWhitespace)

    private fun List<List<Placed>>.placedLetters() = letters(texts().flatten().map { Said(it, "und") })

    private fun assertInside(message: String, pages: List<List<Placed>>, sheet: Sheet) {
        for (page in pages) {
            assertTrue(message, page.first().top == sheet.top)
            assertTrue(message, page.last().run { top + layout.height } <= sheet.bottom)
            page.zipWithNext { above, below -> assertTrue(message, above.top + above.layout.height < below.top) }
            assertTrue(message, page.all { it.layout.width == sheet.right - sheet.left })
        }
    }

    private fun layOut(
        paper: Paper,
        old: PrintAttributes? = null,
        new: PrintAttributes = a4,
        cancelled: CancellationSignal = CancellationSignal(),
    ) = paper.onLayout(
        old,
        new,
        cancelled,
        object : LayoutResultCallback() {
            override fun onLayoutFinished(made: PrintDocumentInfo, changed: Boolean) {
                info = made
                told += if (changed) "laid out, changed" else "laid out"
            }

            override fun onLayoutCancelled() {
                told += "layout called off"
            }
        },
        null,
    )

    private fun write(
        paper: Paper,
        vararg wanted: PageRange,
        target: File = folder.newFile(),
        cancelled: CancellationSignal = CancellationSignal(),
    ): File {
        val callback = object : WriteResultCallback() {
            override fun onWriteFinished(pages: Array<out PageRange>) {
                told += "written " + pages.joinToString(" ")
            }

            override fun onWriteFailed(why: CharSequence?) {
                told += "writing failed: $why"
            }

            override fun onWriteCancelled() {
                told += "writing called off"
            }
        }
        FileOutputStream(target).use { paper.onWrite(wanted, Descriptor(it.fd), cancelled, callback) }
        return target
    }

    private fun attributes(size: MediaSize, edges: Margins = Margins.NO_MARGINS) = PrintAttributes.Builder()
        .setMediaSize(size)
        .setResolution(PrintAttributes.Resolution("usual", "usual", 300, 300))
        .setMinMargins(edges)
        .build()

    /** How many points of the paper are not its own colour. */
    private fun inked(page: Bitmap, left: Int = 0, top: Int = 0, right: Int = page.width, bottom: Int = page.height) =
        IntArray((right - left) * (bottom - top)).also {
            page.getPixels(it, 0, right - left, left, top, right - left, bottom - top)
        }.count { it != CREAM }
}
