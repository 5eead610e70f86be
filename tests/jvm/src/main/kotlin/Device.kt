import uniffi.bridge.DeviceVault
import uniffi.bridge.DeviceVaultException
import uniffi.bridge.VaultLevel
import javax.crypto.Mac
import javax.crypto.spec.SecretKeySpec

/** A device's own key, as Android's Keystore would keep it: made once, never shown, gone when destroyed. */
class Device : DeviceVault {
    private var key: SecretKeySpec? = null

    /** Makes the next calls fail in a way nobody foresaw. */
    @Volatile
    var isBroken = false

    override fun prepare() {
        if (key == null) {
            val bytes = ByteArray(32).also { java.security.SecureRandom().nextBytes(it) }
            key = SecretKeySpec(bytes, "HmacSHA256")
        }
    }

    override fun strengthen(x: ByteArray): ByteArray {
        check(!isBroken) { "a driver's own words" }
        val key = key ?: throw DeviceVaultException.Missing()
        return Mac.getInstance("HmacSHA256").apply { init(key) }.doFinal(x)
    }

    override fun destroyKey() {
        key = null
    }

    override fun level() = VaultLevel.TEE
}
