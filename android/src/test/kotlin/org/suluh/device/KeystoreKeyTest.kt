package org.suluh.device

import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyProperties
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowLog
import org.robolectric.util.ReflectionHelpers
import org.suluh.DRIVER_WORDS
import org.suluh.PretendKeystore
import org.suluh.PretendKeystore.Call
import uniffi.bridge.DeviceVaultException
import uniffi.bridge.VaultLevel
import java.io.IOException
import java.security.InvalidKeyException
import java.security.KeyStore
import java.security.KeyStoreException
import java.security.NoSuchAlgorithmException
import java.security.ProviderException
import java.security.UnrecoverableKeyException

private val X = ByteArray(32) { it.toByte() }

@RunWith(RobolectricTestRunner::class)
class KeystoreKeyTest {
    @get:Rule val folder = TemporaryFolder()

    private val features = RuntimeEnvironment.getApplication().packageManager
    private val key = KeystoreKey(features)
    private lateinit var keystore: PretendKeystore

    @Before fun install() {
        keystore = PretendKeystore(folder.newFolder()).apply { install() }
    }

    @After fun remove() {
        keystore.remove()
    }

    @Test fun `made once and kept`() {
        key.prepare()
        val before = key.strengthen(X)
        key.prepare()

        assertEquals(1, keystore.asked.size)
        assertArrayEquals(before, key.strengthen(X))
    }

    @Test fun `the same question has the same answer of 32 bytes, another question another`() {
        key.prepare()

        assertEquals(32, key.strengthen(X).size)
        assertArrayEquals(key.strengthen(X), key.strengthen(X))
        assertFalse(key.strengthen(X).contentEquals(key.strengthen(ByteArray(32))))
    }

    @Test fun `the key outlives the process`() {
        val hardware = folder.newFolder()
        keystore = PretendKeystore(hardware).apply { install() }
        key.prepare()
        val before = key.strengthen(X)

        keystore = PretendKeystore(hardware).apply { install() }

        assertArrayEquals(before, KeystoreKey(features).strengthen(X))
    }

    @Test fun `another device gives another answer`() {
        key.prepare()
        val here = key.strengthen(X)

        keystore = PretendKeystore(folder.newFolder()).apply { install() }
        key.prepare()

        assertFalse(here.contentEquals(key.strengthen(X)))
    }

    @Test fun `the key cannot be taken out, and needs neither fingerprint nor screen lock`() {
        key.prepare()

        val made = KeyStore.getInstance("AndroidKeyStore").apply { load(null) }.getKey("vault", null)
        assertNull(made.encoded)
        val wanted = keystore.asked.single()
        assertEquals(KeyProperties.PURPOSE_SIGN, wanted.purposes)
        assertFalse(wanted.isUserAuthenticationRequired)
        assertFalse(wanted.isUnlockedDeviceRequired)
    }

    @Test fun `a StrongBox is asked for only where there is one`() {
        key.prepare()
        assertEquals(listOf(false), keystore.asked.map { it.isStrongBoxBacked })

        key.destroyKey()
        hasStrongBox()
        key.prepare()

        assertEquals(listOf(false, true), keystore.asked.map { it.isStrongBoxBacked })
    }

    @Test fun `where the StrongBox refuses the key is made in the TEE`() {
        hasStrongBox()
        keystore.refusesStrongBox = true

        key.prepare()

        assertEquals(listOf(true, false), keystore.asked.map { it.isStrongBoxBacked })
        assertEquals(32, key.strengthen(X).size)
    }

    @Test fun `before Android 9 nobody asks for a StrongBox`() {
        hasStrongBox()

        onLevel(27) { key.prepare() }

        assertEquals(listOf(false), keystore.asked.map { it.isStrongBoxBacked })
    }

    @Test fun `the level is the one the Keystore says`() {
        key.prepare()
        val levels = mapOf(
            KeyProperties.SECURITY_LEVEL_STRONGBOX to VaultLevel.STRONG_BOX,
            KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT to VaultLevel.TEE,
            KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE to VaultLevel.TEE,
            KeyProperties.SECURITY_LEVEL_SOFTWARE to VaultLevel.SOFTWARE,
            KeyProperties.SECURITY_LEVEL_UNKNOWN to VaultLevel.SOFTWARE,
        )
        for ((said, level) in levels) {
            keystore.securityLevel = said
            assertEquals(level, key.level())
        }
    }

    @Test fun `before Android 12 no more is said than is known`() {
        key.prepare()
        val levels = mapOf(
            KeyProperties.SECURITY_LEVEL_STRONGBOX to VaultLevel.TEE,
            KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT to VaultLevel.TEE,
            KeyProperties.SECURITY_LEVEL_SOFTWARE to VaultLevel.SOFTWARE,
        )
        for ((kept, level) in levels) {
            keystore.securityLevel = kept
            onLevel(30) { assertEquals(level, key.level()) }
        }
    }

    @Test fun `only a store that answers and has no key makes it missing`() {
        assertThrows(DeviceVaultException.Missing::class.java) { key.strengthen(X) }
        assertThrows(DeviceVaultException.Missing::class.java) { key.level() }
    }

    @Test fun `strengthening never makes a key`() {
        assertThrows(DeviceVaultException.Missing::class.java) { key.strengthen(X) }
        keystore.failing = true
        assertThrows(DeviceVaultException.Failed::class.java) { key.strengthen(X) }

        assertTrue(keystore.asked.isEmpty())
        assertFalse(keystore.holds("vault"))
    }

    @Test fun `a phone without a Keystore has failed, its key is not missing`() {
        key.prepare()
        val before = key.strengthen(X)
        keystore.absent = true

        everythingFails()

        keystore.absent = false
        assertArrayEquals(before, key.strengthen(X))
    }

    @Test fun `a Keystore that does not answer has failed, its key is not missing and stays`() {
        key.prepare()
        val before = key.strengthen(X)
        keystore.failing = true

        everythingFails()

        keystore.failing = false
        assertEquals("nothing was made in its place", 1, keystore.asked.size)
        assertArrayEquals(before, key.strengthen(X))
    }

    @Test fun `whatever a driver throws, wherever it throws, is a failure in nobody's words`() {
        key.prepare()
        val before = key.strengthen(X)
        val thrown = listOf(
            KeyStoreException(DRIVER_WORDS),
            UnrecoverableKeyException(DRIVER_WORDS),
            InvalidKeyException(DRIVER_WORDS, IllegalStateException(DRIVER_WORDS)),
            NoSuchAlgorithmException(DRIVER_WORDS),
            IOException(DRIVER_WORDS),
            ProviderException(DRIVER_WORDS),
            NullPointerException(DRIVER_WORDS),
            Exception(DRIVER_WORDS),
            AssertionError(DRIVER_WORDS),
            NoSuchMethodError(DRIVER_WORDS),
        )
        for (failure in thrown) {
            keystore.failure = { failure }
            failsAt(Call.LOAD) { key.strengthen(X) }
            failsAt(Call.FIND) { key.strengthen(X) }
            failsAt(Call.USE) { key.strengthen(X) }
            failsAt(Call.DESCRIBE) { key.level() }
            failsAt(Call.FIND) { key.prepare() }
            failsAt(Call.DELETE) { key.destroyKey() }
        }
        keystore.failsAt = emptySet()
        assertEquals(1, keystore.asked.size)
        assertArrayEquals(before, key.strengthen(X))
        assertTrue(ShadowLog.getLogs().none { DRIVER_WORDS in "${it.msg}${it.throwable}" })
    }

    @Test fun `a key that cannot be made is a failure in nobody's words`() {
        hasStrongBox()
        failsAt(Call.MAKE) { key.prepare() }

        assertEquals("only a refused StrongBox is asked for less", 1, keystore.asked.size)
        assertFalse(keystore.holds("vault"))
    }

    @Test fun `nothing but destroying deletes, and then the key is missing for good`() {
        key.prepare()
        key.strengthen(X)
        key.level()
        keystore.failing = true
        assertThrows(DeviceVaultException.Failed::class.java) { key.strengthen(X) }
        keystore.failing = false
        assertTrue(keystore.deleted.isEmpty())

        key.destroyKey()

        assertEquals(listOf("vault"), keystore.deleted)
        assertThrows(DeviceVaultException.Missing::class.java) { key.strengthen(X) }
    }

    @Test fun `a key made after the old one was destroyed is another`() {
        key.prepare()
        val before = key.strengthen(X)
        key.destroyKey()
        key.prepare()

        assertFalse(before.contentEquals(key.strengthen(X)))
    }

    @Test fun `destroying twice does no harm`() {
        key.prepare()
        key.destroyKey()
        key.destroyKey()
    }

    private fun everythingFails() {
        val calls = listOf<() -> Unit>(
            { key.prepare() },
            { key.strengthen(X) },
            { key.level() },
            { key.destroyKey() },
        )
        calls.forEach(::fails)
    }

    private fun failsAt(call: Call, work: () -> Unit) {
        keystore.failsAt = setOf(call)
        fails(work)
    }

    private fun fails(work: () -> Unit) {
        val failure = assertThrows(DeviceVaultException.Failed::class.java) { work() }
        assertEquals("", failure.message)
        assertNull(failure.cause)
        assertTrue(failure.suppressed.isEmpty())
    }

    private fun hasStrongBox() = shadowOf(features).setSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE, true)

    private fun onLevel(level: Int, work: () -> Unit) {
        val here = Build.VERSION.SDK_INT
        ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", level)
        try {
            work()
        } finally {
            ReflectionHelpers.setStaticField(Build.VERSION::class.java, "SDK_INT", here)
        }
    }
}
