package org.suluh

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.io.File

/** What a window looks like, in pixels. */
class Shot(view: View) {
    val bitmap: Bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also {
        view.draw(Canvas(it))
    }

    /** Keeps it as a picture for people to look at. */
    fun save(name: String) {
        val file = File(System.getProperty("shots"), "$name.png")
        file.parentFile?.mkdirs()
        file.outputStream().use { bitmap.compress(Bitmap.CompressFormat.PNG, 100, it) }
    }
}
