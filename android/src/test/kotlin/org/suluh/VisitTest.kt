package org.suluh

import android.Manifest.permission.POST_NOTIFICATIONS
import android.app.NotificationManager
import android.app.job.JobScheduler
import android.content.pm.PackageManager
import android.os.Build
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.util.ReflectionHelpers
import uniffi.app.CaseEvent
import uniffi.app.Component
import uniffi.app.DeviceRequest
import uniffi.app.Said
import uniffi.app.UserEvent

/** Planning a visit, up to what the system has been asked for. */
class VisitTest : OnAPhone() {
    private val pending get() = requireNotNull(
        person.activity.getSystemService(JobScheduler::class.java),
    ).allPendingJobs
    private val notices get() = shadowOf(
        requireNotNull(person.activity.getSystemService(NotificationManager::class.java)),
    )

    @Test
    fun `a planned visit is reminded of once, and no more when none is planned`() {
        opensACase()
        plansAVisit()
        plansAVisit()
        assertEquals("Visit due", pending.single().extras.getString("title"))
        person.does("plan none") { it is UserEvent.Case && it.event is CaseEvent.PlanNoVisit }
        assertEquals(0, pending.size)
    }

    @Test
    fun `whether notices may be shown is asked with the first plan, and a no is answered in words`() {
        opensACase()
        notices.setNotificationsEnabled(false)
        plansAVisit()
        val asked = shadowOf(person.activity).lastRequestedPermission
        assertArrayEquals(arrayOf(POST_NOTIFICATIONS), asked.requestedPermissions)
        assertFalse("nothing is said before the answer", person.sees(words["trouble-device-remind"]))
        person.activity.onRequestPermissionsResult(0, arrayOf(), intArrayOf(PackageManager.PERMISSION_DENIED))
        person.waitsFor(words["trouble-device-remind"])
        assertTrue("the visit stays planned", person.sees(words["timeline-visit"]))
    }

    @Test
    fun `after a yes nothing is said`() {
        opensACase()
        notices.setNotificationsEnabled(false)
        plansAVisit()
        notices.setNotificationsEnabled(true)
        person.activity.onRequestPermissionsResult(0, arrayOf(), intArrayOf(PackageManager.PERMISSION_GRANTED))
        person.comeToRest()
        assertFalse(person.sees(words["trouble-device-remind"]))
    }

    @Test
    fun `a reminder needs no window`() {
        opensACase()
        val atMs = System.currentTimeMillis() + 60_000
        person.core.refuse(DeviceRequest.Remind(atMs, Said("Visit due", "en"), Said("Reminders", "en")))
        assertEquals(1, pending.size)
        person.core.refuse(DeviceRequest.DoNotRemind(atMs))
        assertEquals(0, pending.size)
    }

    @Test
    fun `before Android 13 a phone that shows no notices says so at once`() {
        opensACase()
        notices.setNotificationsEnabled(false)
        val newest = Build.VERSION.SDK_INT
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", Build.VERSION_CODES.S)
        try {
            plansAVisit()
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", newest)
        }
        person.waitsFor(words["trouble-device-remind"])
    }

    private fun opensACase() {
        person.taps("English")
        setPin()
        person.taps(words["work-new"])
        person.keepsATalk(words)
    }

    private fun plansAVisit() {
        val section = person.screen.components.filterIsInstance<Component.Section>().first()
        if (!person.sees(words["visit-reminder"])) person.taps(section.title.text)
        person.does("plan a visit") { it is UserEvent.Case && it.event is CaseEvent.PlanVisit }
    }
}
