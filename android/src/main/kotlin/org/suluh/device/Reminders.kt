package org.suluh.device

import android.app.ActivityManager
import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.os.Build
import android.os.PersistableBundle
import org.suluh.AsksForLevel
import org.suluh.MainActivity
import org.suluh.R
import uniffi.app.DeviceRequest

private const val TITLE = "title"
private const val CHANNEL = "reminders"
private const val HOUR_MS = 3_600_000L

/** One place for all: two reminders that were not looked at are one notice, which does not tell how many. */
private const val NOTICE = 1

/** Notices for later, kept by the system also while the phone is off. They hold the core's neutral words and nothing else. */
internal class Reminders(private val context: Context) {
    private val jobs get() = requireNotNull(context.getSystemService(JobScheduler::class.java))
    private val notices get() = requireNotNull(context.getSystemService(NotificationManager::class.java))

    /** Asks the system to show this when it is time; says whether it will. */
    fun set(reminder: DeviceRequest.Remind): Boolean {
        // What notices of this kind are called follows the app's language.
        val channel = NotificationChannel(CHANNEL, reminder.kind.text, NotificationManager.IMPORTANCE_DEFAULT)
        channel.setShowBadge(false)
        notices.createNotificationChannel(channel)
        val wait = (reminder.atMs - System.currentTimeMillis()).coerceAtLeast(0)
        val job = JobInfo.Builder(jobOf(reminder.atMs), ComponentName(context, ReminderJob::class.java))
            .setMinimumLatency(wait)
            .setOverrideDeadline(wait + HOUR_MS)
            .setPersisted(true)
            .setExtras(PersistableBundle().apply { putString(TITLE, reminder.title.text) })
        return try {
            jobs.schedule(job.build()) == JobScheduler.RESULT_SUCCESS
        } catch (_: IllegalStateException) {
            // More than the system keeps for one app.
            false
        }
    }

    /** Forgets the reminder of that moment. */
    fun forget(atMs: Long) = jobs.cancel(jobOf(atMs))

    /** Whether the person lets this app show notices of this kind, and the system lets it run for them. */
    fun areAllowed(): Boolean {
        val silenced = notices.getNotificationChannel(CHANNEL)?.importance == NotificationManager.IMPORTANCE_NONE
        return notices.areNotificationsEnabled() && !silenced && !isRestricted()
    }

    @AsksForLevel
    private fun isRestricted() = Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
        requireNotNull(context.getSystemService(ActivityManager::class.java)).isBackgroundRestricted

    /** Shows a notice; touching it opens the app, as its icon does. */
    internal fun show(title: String) {
        val open = Intent(context, MainActivity::class.java).setAction(Intent.ACTION_MAIN)
            .addCategory(Intent.CATEGORY_LAUNCHER)
        val notice = Notification.Builder(context, CHANNEL)
            .setSmallIcon(R.drawable.torch)
            .setContentTitle(title)
            .setCategory(Notification.CATEGORY_REMINDER)
            .setContentIntent(PendingIntent.getActivity(context, 0, open, PendingIntent.FLAG_IMMUTABLE))
            .setAutoCancel(true)
            // Not on a watch, a car or a computer, which others look at.
            .setLocalOnly(true)
        notices.notify(NOTICE, notice.build())
    }

    /** Another for every moment within seven weeks of each other, and nearly always beyond. */
    private fun jobOf(atMs: Long) = atMs.hashCode()
}

/** The moment of a reminder has come. Neither the core nor a key is needed for it. */
class ReminderJob : JobService() {
    override fun onStartJob(job: JobParameters): Boolean {
        job.extras.getString(TITLE)?.let(Reminders(this)::show)
        return false
    }

    override fun onStopJob(job: JobParameters) = false
}
