package org.suluh.device

import android.app.Application
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import org.robolectric.util.ReflectionHelpers.ClassParameter.from
import org.suluh.MainActivity
import uniffi.app.DeviceRequest
import uniffi.app.Said

private const val IN_A_WEEK_MS = 7 * 24 * 3_600_000L

/** Reminders as the system keeps and shows them. */
@RunWith(RobolectricTestRunner::class)
@Config(application = Application::class)
class RemindersTest {
    private val app = RuntimeEnvironment.getApplication()
    private val jobs = requireNotNull(app.getSystemService(JobScheduler::class.java))
    private val notices = requireNotNull(app.getSystemService(NotificationManager::class.java))
    private val reminders = Reminders(app)
    private val atMs = System.currentTimeMillis() + IN_A_WEEK_MS

    @Test
    fun `a reminder waits for its time and outlasts switching off`() {
        assertTrue(reminders.set(visitDue(atMs)))
        val job = jobs.allPendingJobs.single()
        assertTrue(job.minLatencyMillis in IN_A_WEEK_MS - 60_000..IN_A_WEEK_MS)
        assertTrue(job.maxExecutionDelayMillis > job.minLatencyMillis)
        assertTrue(job.isPersisted)
        assertEquals(setOf("title"), job.extras.keySet())
    }

    @Test
    fun `a moment that has passed is reminded of at once`() {
        assertTrue(reminders.set(visitDue(System.currentTimeMillis() - IN_A_WEEK_MS)))
        assertEquals(0, jobs.allPendingJobs.single().minLatencyMillis)
    }

    @Test
    fun `only the reminder of that moment is forgotten`() {
        reminders.set(visitDue(atMs))
        reminders.set(visitDue(atMs + 1))
        reminders.forget(atMs)
        assertEquals(1, jobs.allPendingJobs.size)
        reminders.forget(atMs + 1)
        assertEquals(emptyList<JobInfo>(), jobs.allPendingJobs)
    }

    @Test
    fun `the system may keep no more reminders`() {
        shadowOf(jobs).failOnJob(atMs.hashCode())
        assertFalse(reminders.set(visitDue(atMs)))
    }

    @Test
    fun `notices that were switched off, all or of this kind, are not allowed`() {
        reminders.set(visitDue(atMs))
        assertTrue(reminders.areAllowed())
        shadowOf(notices).setNotificationsEnabled(false)
        assertFalse(reminders.areAllowed())
        shadowOf(notices).setNotificationsEnabled(true)
        val off = NotificationChannel("reminders", "Reminders", NotificationManager.IMPORTANCE_NONE)
        notices.deleteNotificationChannel("reminders")
        notices.createNotificationChannel(off)
        assertFalse(reminders.areAllowed())
    }

    @Test
    fun `the notice holds the neutral words only and opens the app`() {
        reminders.set(visitDue(atMs))
        comesTrue()
        val notice = shadowOf(notices).allNotifications.single()
        assertEquals(setOf("Visit due"), notice.words())
        assertTrue(notice.flags and Notification.FLAG_LOCAL_ONLY != 0)
        assertTrue(notice.flags and Notification.FLAG_AUTO_CANCEL != 0)
        val opens = shadowOf(notice.contentIntent)
        assertTrue(opens.isActivityIntent && opens.isImmutable)
        assertEquals(MainActivity::class.java.name, opens.savedIntent.component?.className)
        assertEquals("Reminders", notices.getNotificationChannel(notice.channelId).name)
    }

    @Test
    fun `two reminders that were not looked at are one notice`() {
        reminders.set(visitDue(atMs))
        comesTrue()
        comesTrue()
        assertEquals(1, shadowOf(notices).size())
    }

    private fun visitDue(atMs: Long) = DeviceRequest.Remind(atMs, Said("Visit due", "en"), Said("Reminders", "en"))

    /** The system starts the job, in a process in which nothing else has run. */
    private fun comesTrue() {
        val job = jobs.allPendingJobs.single()
        val given = ReflectionHelpers.callConstructor(JobParameters::class.java)
        ReflectionHelpers.setField(given, "extras", job.extras)
        val service = Robolectric.setupService(ReminderJob::class.java)
        assertFalse("nothing goes on after it", service.onStartJob(given))
    }

    private fun Notification.words() = extras.keySet().mapNotNull { extras.getCharSequence(it)?.toString() }.toSet()
}
