package org.suluh.device

import android.app.Activity
import android.content.Context
import android.content.Intent
import android.os.Bundle
import android.print.PrintAttributes
import android.print.PrintDocumentAdapter
import android.print.PrintJob
import android.print.PrintJobInfo
import android.print.PrintManager
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter
import uniffi.app.DeviceTask
import uniffi.app.Said

private val TITLE = Said("Rumah Aman", "id")
private val PARTS = listOf(Said("Open day and night.", "en"), Said("Telepon: 021 555", "id"))

/** A system that prints, or does not. */
@Implements(PrintManager::class)
@Suppress("UnusedParameter")
class PretendPrinting {
    @Implementation fun print(name: String, paper: PrintDocumentAdapter, attributes: PrintAttributes?): PrintJob? {
        fails?.let { throw it }
        asked += name to paper
        if (!works) return null
        return ReflectionHelpers.callConstructor(
            PrintJob::class.java,
            ClassParameter.from(PrintJobInfo::class.java, PrintJobInfo()),
            ClassParameter.from(PrintManager::class.java, null),
        )
    }

    companion object {
        val asked = mutableListOf<Pair<String, PrintDocumentAdapter>>()
        var works = true
        var fails: RuntimeException? = null
    }
}

/** A window on a device that knows nothing of printing. */
class WithoutPrinting : Activity() {
    override fun getSystemService(name: String): Any? =
        if (name == Context.PRINT_SERVICE) null else super.getSystemService(name)
}

/** A window from which nothing opens. */
class Shut : Activity() {
    override fun startActivityForResult(intent: Intent, code: Int, options: Bundle?) = throw failure

    companion object {
        var failure = RuntimeException()
    }
}

@RunWith(RobolectricTestRunner::class)
@Config(shadows = [PretendPrinting::class])
class DeviceTest {
    private val activity = Robolectric.buildActivity(Activity::class.java).setup().get()
    private val failed = mutableListOf<DeviceTask>()
    private val device = device(activity)

    @Before
    @After
    fun whole() {
        PretendPrinting.asked.clear()
        PretendPrinting.works = true
        PretendPrinting.fails = null
    }

    @Test fun `a number is dialled and not called`() = opens(Intent.ACTION_DIAL, "tel:+62215550100;ext=4")

    @Test fun `a message is filled in and not sent`() =
        opens(Intent.ACTION_SENDTO, "sms:+62215550100?body=Saya%20perlu%20bantuan")

    @Test fun `a place is shown on a map`() = opens(Intent.ACTION_VIEW, "geo:-6.2,106.8?q=-6.2,106.8(Rumah%20Aman)")

    @Test fun `a page is shown in a browser`() = opens(Intent.ACTION_VIEW, "https://wa.me/62215550100")

    @Test fun `capitals in the name of a way make no difference`() {
        device.open("TEL:112")

        assertEquals("tel:112", started().dataString)
    }

    @Test fun `nothing but these four ways is ever opened`() {
        val others = listOf(
            "http://example.org",
            "file:///data/data/org.suluh/no_backup/data",
            "content://org.suluh/note",
            "intent://scan/#Intent;scheme=zxing;package=org.suluh;end",
            "android-app://org.suluh",
            "javascript:alert(1)",
            "data:text/html,x",
            "market://details?id=x",
            "mailto:a@example.org",
            "smsto:112",
            "voicemail:1",
            "112",
            "",
            "tel",
            "//example.org",
            " tel:112",
            "https\u0000://example.org",
        )
        for (address in others) {
            failed.clear()
            device.open(address)
            assertEquals(address, listOf(DeviceTask.OPEN), failed)
            assertNull(address, shadowOf(activity).nextStartedActivity)
        }
    }

    @Test fun `words are passed on as words, in order, by an app of the person's choice`() {
        device.share(TITLE, PARTS)

        val chooser = started()
        assertEquals(Intent.ACTION_CHOOSER, chooser.action)
        val send = chooser.getParcelableExtra(Intent.EXTRA_INTENT, Intent::class.java)!!
        assertEquals(Intent.ACTION_SEND, send.action)
        assertEquals("text/plain", send.type)
        assertEquals("Rumah Aman\n\nOpen day and night.\n\nTelepon: 021 555", send.getStringExtra(Intent.EXTRA_TEXT))
        assertEquals("nothing else goes along", setOf(Intent.EXTRA_TEXT), send.extras!!.keySet())
        assertNull(send.data)
    }

    @Test fun `nobody there to open it is told`() {
        nobodyThere()

        listOf("tel:112", "sms:112?body=x", "geo:1,2", "https://example.org").forEach(device::open)

        assertEquals(List(4) { DeviceTask.OPEN }, failed)
    }

    @Test fun `nobody there to pass it on is told`() {
        nobodyThere()

        device.share(TITLE, PARTS)

        assertEquals(listOf(DeviceTask.SHARE), failed)
    }

    @Test fun `what the system does not allow, or cannot carry, is told`() {
        val shut = device(Robolectric.buildActivity(Shut::class.java).setup().get())
        for (failure in listOf(SecurityException(), RuntimeException("Failure from system"), IllegalStateException())) {
            Shut.failure = failure
            failed.clear()

            shut.open("tel:112")
            shut.share(TITLE, PARTS)

            assertEquals(listOf(DeviceTask.OPEN, DeviceTask.SHARE), failed)
        }
    }

    @Test fun `printing hands the words to the system, which asks what to do with them`() {
        device.print(TITLE, PARTS)

        val (name, paper) = PretendPrinting.asked.single()
        assertEquals(TITLE.text, name)
        assertTrue(paper is Paper)
        assertEquals(emptyList<DeviceTask>(), failed)
        assertNull(shadowOf(activity).nextStartedActivity)
    }

    @Test fun `a device that cannot print says so`() {
        device(Robolectric.buildActivity(WithoutPrinting::class.java).setup().get()).print(TITLE, PARTS)

        assertEquals(listOf(DeviceTask.PRINT), failed)
    }

    @Test fun `printing that takes the words and does nothing is told`() {
        PretendPrinting.works = false

        device.print(TITLE, PARTS)

        assertEquals(listOf(DeviceTask.PRINT), failed)
    }

    @Test fun `printing that breaks is told`() {
        PretendPrinting.fails = IllegalStateException()

        device.print(TITLE, PARTS)

        assertEquals(listOf(DeviceTask.PRINT), failed)
    }

    @Test fun `reading aloud that fails is told`() {
        device.speaker.speak(TITLE)

        assertEquals(listOf(DeviceTask.SPEAK), failed)
    }

    private fun opens(action: String, address: String) {
        device.open(address)

        val opened = started()
        assertEquals(action, opened.action)
        assertEquals(address, opened.dataString)
        assertNull("nothing else goes along", opened.extras)
        assertNull(opened.clipData)
        assertEquals(emptyList<DeviceTask>(), failed)
    }

    private fun started(): Intent {
        val started = shadowOf(activity).nextStartedActivity
        assertNull("one thing at a time", shadowOf(activity).nextStartedActivity)
        return started
    }

    private fun device(activity: Activity) = Device(activity) { failed += it }

    private fun nobodyThere() = shadowOf(RuntimeEnvironment.getApplication()).checkActivities(true)
}
