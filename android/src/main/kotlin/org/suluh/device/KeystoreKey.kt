package org.suluh.device

import android.content.pm.PackageManager
import android.os.Build
import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import org.suluh.AsksForLevel
import uniffi.bridge.DeviceVault
import uniffi.bridge.DeviceVaultException
import uniffi.bridge.VaultLevel
import java.security.Key
import java.security.KeyStore
import java.security.ProviderException
import javax.crypto.KeyGenerator
import javax.crypto.Mac
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactory

private const val STORE = "AndroidKeyStore"
private const val ALIAS = "vault"

/**
 * HMAC-SHA256 with a key that Android's Keystore never gives out: in StrongBox where there is one, else in the TEE.
 *
 * The key asks for no fingerprint and no screen lock, because keys that do are lost when these change. Only a store
 * that answers, and has no such key, makes it *missing*; whatever else goes wrong may be tried again, and nothing is
 * ever deleted but by [destroyKey].
 */
class KeystoreKey(private val features: PackageManager) : DeviceVault {
    override fun prepare() = asking {
        if (find() != null) return@asking
        try {
            make(inStrongBox = hasStrongBox())
        } catch (failure: ProviderException) {
            if (!isStrongBoxRefusal(failure)) throw failure
            make(inStrongBox = false)
        }
    }

    override fun strengthen(x: ByteArray): ByteArray = asking {
        val mac = Mac.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256)
        mac.init(key())
        mac.doFinal(x)
    }

    override fun destroyKey() = asking { store().deleteEntry(ALIAS) }

    override fun level(): VaultLevel = asking {
        val key = key()
        val info = SecretKeyFactory.getInstance(key.algorithm, STORE).getKeySpec(key, KeyInfo::class.java) as KeyInfo
        levelOf(info)
    }

    private fun key() = when (val key = find()) {
        null -> throw DeviceVaultException.Missing()
        is SecretKey -> key
        else -> throw DeviceVaultException.Failed()
    }

    /**
     * Not by `containsAlias`, which says no as well when the store does not answer. Before Android 12 that is so here too,
     * and nothing tells the two apart.
     */
    private fun find(): Key? = store().getKey(ALIAS, null)

    private fun store() = KeyStore.getInstance(STORE).apply { load(null) }

    @AsksForLevel
    private fun make(inStrongBox: Boolean) {
        val wanted = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_SIGN)
        if (Build.VERSION.SDK_INT >= 28) wanted.setIsStrongBoxBacked(inStrongBox)
        KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_HMAC_SHA256, STORE).run {
            init(wanted.build())
            generateKey()
        }
    }

    @AsksForLevel
    private fun hasStrongBox() =
        Build.VERSION.SDK_INT >= 28 && features.hasSystemFeature(PackageManager.FEATURE_STRONGBOX_KEYSTORE)

    @AsksForLevel
    private fun isStrongBoxRefusal(failure: ProviderException) =
        Build.VERSION.SDK_INT >= 28 && failure is StrongBoxUnavailableException

    /** Before Android 12 nobody can tell a StrongBox from a TEE, so the lesser is said. */
    @AsksForLevel
    @Suppress("DEPRECATION")
    private fun levelOf(info: KeyInfo): VaultLevel = when {
        Build.VERSION.SDK_INT >= 31 -> when (info.securityLevel) {
            KeyProperties.SECURITY_LEVEL_STRONGBOX -> VaultLevel.STRONG_BOX
            KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT,
            KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE,
            -> VaultLevel.TEE
            else -> VaultLevel.SOFTWARE
        }
        info.isInsideSecureHardware -> VaultLevel.TEE
        else -> VaultLevel.SOFTWARE
    }

    /**
     * Whatever a driver throws becomes *failed*; its words may hold anything and go no further. Errors too: one that
     * reached the bindings would be told to the core as success.
     */
    private fun <T> asking(work: () -> T): T = try {
        work()
    } catch (known: DeviceVaultException) {
        throw known
    } catch (_: Throwable) {
        throw DeviceVaultException.Failed()
    }
}
