package org.suluh

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyInfo
import android.security.keystore.KeyProperties
import android.security.keystore.StrongBoxUnavailableException
import org.robolectric.util.ReflectionHelpers
import java.io.ByteArrayOutputStream
import java.io.File
import java.io.InputStream
import java.io.OutputStream
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.security.InvalidAlgorithmParameterException
import java.security.InvalidKeyException
import java.security.Key
import java.security.KeyStoreSpi
import java.security.Provider
import java.security.ProviderException
import java.security.SecureRandom
import java.security.Security
import java.security.cert.Certificate
import java.security.spec.AlgorithmParameterSpec
import java.security.spec.KeySpec
import java.util.Collections
import java.util.Date
import java.util.Enumeration
import javax.crypto.KeyGeneratorSpi
import javax.crypto.Mac
import javax.crypto.MacSpi
import javax.crypto.SecretKey
import javax.crypto.SecretKeyFactorySpi
import javax.crypto.spec.SecretKeySpec

/** What a driver says when it fails: nobody may hear it. */
const val DRIVER_WORDS = "keymint: alias vault of uid 10123, blob 0xdeadbeef"

private const val NAME = "AndroidKeyStore"
private const val HMAC = "HmacSHA256"

/**
 * Stands in for Android's Keystore, which Robolectric does not have, and fails as the real one does. With a [folder]
 * the keys are files there, so that another process finds them as it would find them in hardware; without one they are
 * gone with this object. As with hardware, a key can be used and never read.
 */
class PretendKeystore(private val folder: File? = null) {
    /** What can be asked of it. */
    enum class Call { LOAD, FIND, MAKE, USE, DESCRIBE, DELETE }

    /** Whether the provider is not there at all. */
    var absent = false
        set(value) {
            field = value
            if (installed) install()
        }

    /** Whether nothing works. As on a phone it can still be opened, and then says it holds no key. */
    var failing: Boolean
        get() = failsAt.isNotEmpty()
        set(value) {
            failsAt = if (value) Call.entries.toSet() - Call.LOAD else emptySet()
        }

    /** Which calls throw [failure]. */
    @Volatile var failsAt = emptySet<Call>()

    /** What they throw. */
    @Volatile var failure: () -> Throwable = { ProviderException(DRIVER_WORDS, IllegalStateException(DRIVER_WORDS)) }

    /** Whether a key in StrongBox is refused, as where it is full or does not know the algorithm. */
    @Volatile var refusesStrongBox = false

    /** Where it says its keys are: one of [KeyProperties]' security levels. */
    @Volatile var securityLevel = KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT

    /** Each key it was asked to make, refused ones too, oldest first. */
    val asked: MutableList<KeyGenParameterSpec> = Collections.synchronizedList(mutableListOf())

    /** Each name a key was to be deleted under. */
    val deleted: MutableList<String> = Collections.synchronizedList(mutableListOf())

    private val inMemory = Collections.synchronizedMap(mutableMapOf<String, ByteArray>())
    private var installed = false

    /** Makes this the Keystore of the process, in place of an earlier one. */
    fun install() {
        remove()
        if (!absent) Security.insertProviderAt(PretendProvider(this), 1)
        installed = true
    }

    /** Leaves the process without a Keystore, as Robolectric has it. */
    fun remove() {
        Security.removeProvider(NAME)
        installed = false
    }

    /** Whether it holds a key of this name. */
    fun holds(alias: String) = secret(alias) != null

    internal fun answer(call: Call) {
        if (call in failsAt) throw failure()
    }

    internal fun aliases(): List<String> =
        folder?.listFiles().orEmpty().filter { it.extension == "key" }.map { it.nameWithoutExtension } + inMemory.keys

    internal fun secret(alias: String): ByteArray? =
        if (folder == null) inMemory[alias] else file(alias).takeIf(File::exists)?.readBytes()

    internal fun make(wanted: KeyGenParameterSpec): SecretKey {
        asked += wanted
        answer(Call.MAKE)
        if (refusesStrongBox && wanted.isStrongBoxBacked) throw StrongBoxUnavailableException(DRIVER_WORDS)
        // Like the real one it overwrites a key of the same name without a word.
        keep(wanted.keystoreAlias, ByteArray(32).also(SecureRandom()::nextBytes))
        return PretendKey(this, wanted.keystoreAlias)
    }

    internal fun delete(alias: String) {
        deleted += alias
        answer(Call.DELETE)
        inMemory.remove(alias)
        if (folder != null) file(alias).delete()
    }

    private fun keep(alias: String, secret: ByteArray) {
        if (folder == null) {
            inMemory[alias] = secret
            return
        }
        folder.mkdirs()
        // Whole or not at all: tests end processes at any moment.
        val unfinished = File.createTempFile(alias, ".unfinished", folder).apply { writeBytes(secret) }
        Files.move(unfinished.toPath(), file(alias).toPath(), ATOMIC_MOVE)
    }

    private fun file(alias: String) = File(folder, "$alias.key")
}

/** A name for a key, as Android's are. */
private class PretendKey(@Transient val store: PretendKeystore, val alias: String) : SecretKey {
    override fun getAlgorithm() = HMAC

    override fun getFormat(): String? = null

    override fun getEncoded(): ByteArray? = null
}

private class PretendProvider(store: PretendKeystore) : Provider(NAME, "1", "Stands in for Android's Keystore") {
    init {
        offer("KeyStore", NAME) { PretendKeyStoreSpi(store) }
        offer("KeyGenerator", HMAC) { PretendKeyGenerator(store) }
        offer("Mac", HMAC) { PretendMac() }
        offer("SecretKeyFactory", HMAC) { PretendKeyFactory() }
    }

    private fun offer(type: String, algorithm: String, make: () -> Any) = putService(
        object : Service(this, type, algorithm, "org.suluh.PretendKeystore", null, null) {
            override fun newInstance(parameter: Any?) = make()

            /** Other providers keep working for keys of their own. */
            override fun supportsParameter(parameter: Any?) = parameter is PretendKey
        },
    )
}

private class PretendKeyStoreSpi(private val store: PretendKeystore) : KeyStoreSpi() {
    override fun engineLoad(stream: InputStream?, password: CharArray?) = store.answer(PretendKeystore.Call.LOAD)

    /** `null` only where there is none, as on a phone. */
    override fun engineGetKey(alias: String, password: CharArray?): Key? {
        store.answer(PretendKeystore.Call.FIND)
        return store.secret(alias)?.let { PretendKey(store, alias) }
    }

    /** Android says no as well when the Keystore does not answer. */
    override fun engineContainsAlias(alias: String) = PretendKeystore.Call.FIND !in store.failsAt && store.holds(alias)

    override fun engineIsKeyEntry(alias: String) = engineContainsAlias(alias)

    override fun engineAliases(): Enumeration<String> {
        store.answer(PretendKeystore.Call.FIND)
        return Collections.enumeration(store.aliases())
    }

    override fun engineSize() = store.aliases().size

    override fun engineDeleteEntry(alias: String) = store.delete(alias)

    override fun engineIsCertificateEntry(alias: String) = false

    override fun engineGetCertificate(alias: String): Certificate? = null

    override fun engineGetCertificateChain(alias: String): Array<Certificate>? = null

    override fun engineGetCertificateAlias(certificate: Certificate): String? = null

    override fun engineGetCreationDate(alias: String): Date? = null

    override fun engineSetKeyEntry(alias: String, key: Key, password: CharArray?, chain: Array<Certificate>?) = refuse()

    override fun engineSetKeyEntry(alias: String, key: ByteArray, chain: Array<Certificate>?) = refuse()

    override fun engineSetCertificateEntry(alias: String, certificate: Certificate) = refuse()

    override fun engineStore(stream: OutputStream?, password: CharArray?) = refuse()

    private fun refuse(): Nothing = throw UnsupportedOperationException()
}

private class PretendKeyGenerator(private val store: PretendKeystore) : KeyGeneratorSpi() {
    private var wanted: KeyGenParameterSpec? = null

    override fun engineInit(parameters: AlgorithmParameterSpec?, random: SecureRandom?) {
        wanted = parameters as? KeyGenParameterSpec ?: throw InvalidAlgorithmParameterException(DRIVER_WORDS)
    }

    override fun engineInit(random: SecureRandom?) = throw UnsupportedOperationException(DRIVER_WORDS)

    override fun engineInit(size: Int, random: SecureRandom?) = throw UnsupportedOperationException(DRIVER_WORDS)

    override fun engineGenerateKey() = store.make(wanted ?: throw IllegalStateException(DRIVER_WORDS))
}

private class PretendMac : MacSpi() {
    private val words = ByteArrayOutputStream()
    private var key: PretendKey? = null

    override fun engineGetMacLength() = 32

    override fun engineInit(wanted: Key?, parameters: AlgorithmParameterSpec?) {
        val ours = wanted as? PretendKey ?: throw InvalidKeyException(DRIVER_WORDS)
        ours.store.answer(PretendKeystore.Call.USE)
        if (!ours.store.holds(ours.alias)) throw InvalidKeyException(DRIVER_WORDS)
        key = ours
    }

    override fun engineUpdate(word: Byte) = words.write(word.toInt())

    override fun engineUpdate(more: ByteArray, from: Int, length: Int) = words.write(more, from, length)

    override fun engineDoFinal(): ByteArray {
        val ours = key ?: throw IllegalStateException(DRIVER_WORDS)
        ours.store.answer(PretendKeystore.Call.USE)
        val secret = ours.store.secret(ours.alias) ?: throw ProviderException(DRIVER_WORDS)
        return Mac.getInstance(HMAC, "SunJCE").run {
            init(SecretKeySpec(secret, HMAC))
            doFinal(words.toByteArray())
        }.also { engineReset() }
    }

    override fun engineReset() = words.reset()
}

private class PretendKeyFactory : SecretKeyFactorySpi() {
    override fun engineGetKeySpec(key: SecretKey?, kind: Class<*>?): KeySpec {
        val ours = key as? PretendKey ?: throw InvalidKeyException(DRIVER_WORDS)
        ours.store.answer(PretendKeystore.Call.DESCRIBE)
        return keyInfo(ours.alias, ours.store.securityLevel)
    }

    override fun engineGenerateSecret(wanted: KeySpec?): SecretKey = throw UnsupportedOperationException(DRIVER_WORDS)

    override fun engineTranslateKey(key: SecretKey?): SecretKey = throw UnsupportedOperationException(DRIVER_WORDS)
}

/** Only Android makes these, with a constructor that grows from version to version: what is not asked for is empty. */
private fun keyInfo(alias: String, level: Int): KeyInfo {
    val constructor = KeyInfo::class.java.declaredConstructors.maxBy { it.parameterCount }
    val empty = constructor.parameterTypes.map { ReflectionHelpers.defaultValueForType(it.name) }
    constructor.isAccessible = true
    val info = constructor.newInstance(*empty.toTypedArray()) as KeyInfo
    val inHardware = level == KeyProperties.SECURITY_LEVEL_TRUSTED_ENVIRONMENT ||
        level == KeyProperties.SECURITY_LEVEL_STRONGBOX || level == KeyProperties.SECURITY_LEVEL_UNKNOWN_SECURE
    ReflectionHelpers.setField(info, "mKeystoreAlias", alias)
    ReflectionHelpers.setField(info, "mSecurityLevel", level)
    ReflectionHelpers.setField(info, "mInsideSecureHardware", inHardware)
    return info
}
