package org.suluh.device

import android.app.Activity
import android.app.LocaleManager
import android.os.Build
import android.os.LocaleList
import org.suluh.AsksForLevel

/** Keeps the app's language and the one in the system's settings for the app the same, from Android 13 on. */
@AsksForLevel
internal object AppLanguage {
    /** What the system's settings say (BCP 47); `null` where they say nothing. */
    fun chosenOutside(activity: Activity): String? {
        if (Build.VERSION.SDK_INT < 33) return null
        val locales = activity.getSystemService(LocaleManager::class.java)?.applicationLocales
        return locales?.takeUnless(LocaleList::isEmpty)?.get(0)?.toLanguageTag()?.substringBefore('-')
    }

    /** Tells the system what was chosen in the app. */
    fun tell(activity: Activity, language: String) {
        if (Build.VERSION.SDK_INT < 33 || chosenOutside(activity) == language) return
        activity.getSystemService(LocaleManager::class.java)?.applicationLocales = LocaleList.forLanguageTags(language)
    }
}
