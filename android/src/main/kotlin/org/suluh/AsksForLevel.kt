package org.suluh

/** Marks a function that asks for the API level itself before it calls what Android 8 does not have. */
@Retention(AnnotationRetention.BINARY)
@Target(AnnotationTarget.FUNCTION, AnnotationTarget.CLASS)
annotation class AsksForLevel
