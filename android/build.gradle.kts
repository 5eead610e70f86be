// The conventional build, for a machine with the Android SDK and NDK: `gradle -p android assembleRelease`.
//
// IT HAS NOT BEEN RUN WHERE IT WAS WRITTEN: neither SDK, NDK nor Google's repository can be reached there. What compiles,
// checks and tests the same sources every day is pom.xml; `cargo xtask` runs it.
//
// It needs JDK 17, Gradle 9.4.1, SDK platform 36, and Rust 1.95 with a target for each processor below and cargo-ndk 4.1.2;
// .github/workflows/android-release.yml installs all of it. The versions fit each other by
// https://developer.android.com/build/releases/agp-9-2-0-release-notes

import org.gradle.process.ExecOperations
import javax.inject.Inject

buildscript {
    repositories {
        google()
        mavenCentral()
    }
    dependencies {
        // AGP brings an older Kotlin; this is the one in pom.xml.
        classpath("org.jetbrains.kotlin:kotlin-gradle-plugin:2.4.21")
    }
}

plugins {
    id("com.android.application") version "9.2.0"
}

val abis = listOf("arm64-v8a", "armeabi-v7a", "x86_64")
val androidEight = 26
val root: Directory = layout.projectDirectory.dir("..")
val versionInCargo = Regex("version = \"(.+)\"").find(root.file("Cargo.toml").asFile.readText())
val keyStore: String? = System.getenv("SULUH_KEYSTORE")

layout.buildDirectory.set(layout.projectDirectory.dir("target/gradle"))

android {
    namespace = "org.suluh"
    compileSdk = 36
    buildToolsVersion = "36.0.0"
    // From this one on, libraries are laid out for pages of 16 KiB without being told.
    ndkVersion = "28.2.13676358"

    defaultConfig {
        applicationId = "org.suluh"
        minSdk = androidEight
        targetSdk = 36
        versionCode = 1
        versionName = checkNotNull(versionInCargo) { "Cargo.toml names no version" }.groupValues[1]
    }

    compileOptions {
        sourceCompatibility = JavaVersion.VERSION_17
        targetCompatibility = JavaVersion.VERSION_17
    }

    androidResources {
        noCompress += "pack"
    }

    // One APK for each processor: a phone needs the core once.
    splits {
        abi {
            isEnable = true
            reset()
            include(*abis.toTypedArray())
            isUniversalApk = false
        }
    }

    // It would hold a list of what is in the app that only Google can read.
    dependenciesInfo {
        includeInApk = false
        includeInBundle = false
    }

    signingConfigs {
        if (keyStore != null) {
            create("release") {
                storeFile = file(keyStore)
                storePassword = System.getenv("SULUH_KEYSTORE_PASSWORD")
                keyAlias = System.getenv("SULUH_KEY_ALIAS")
                keyPassword = System.getenv("SULUH_KEY_PASSWORD")
            }
        }
    }

    buildTypes {
        release {
            isMinifyEnabled = true
            proguardFiles("r8.pro")
            // Without a key the APK stays unsigned, and no phone takes it.
            signingConfig = signingConfigs.findByName("release")
        }
    }
}

dependencies {
    implementation("net.java.dev.jna:jna:5.19.1@aar")
}

/** Has cargo make something in the checkout. It is asked every time, because only cargo knows what is up to date. */
abstract class MadeByCargo @Inject constructor(private val programs: ExecOperations) : DefaultTask() {
    @get:Internal
    abstract val checkout: DirectoryProperty

    @get:OutputDirectory
    abstract val made: DirectoryProperty

    init {
        outputs.upToDateWhen { false }
    }

    protected fun cargo(words: List<String>, variables: Map<String, String> = emptyMap()) {
        programs.exec {
            workingDir = checkout.get().asFile
            environment(variables)
            commandLine(listOf("cargo") + words)
        }
    }
}

/** The core's library for each processor, in the folders Android looks for it in. */
abstract class Core @Inject constructor(programs: ExecOperations) : MadeByCargo(programs) {
    @get:Input
    abstract val processors: ListProperty<String>

    @get:Input
    abstract val lowestLevel: Property<Int>

    @get:Internal
    abstract val ndk: DirectoryProperty

    @TaskAction
    fun make() {
        val targets = processors.get().flatMap { listOf("--target", it) }
        val ndkWords = listOf("ndk", "--platform", "${lowestLevel.get()}", "--output-dir", made.get().asFile.path)
        val build = listOf("build", "--release", "--locked", "--package", "bridge")
        cargo(ndkWords + targets + build, mapOf("ANDROID_NDK_HOME" to ndk.get().asFile.path))
    }
}

/**
 * What Kotlin calls the core by. Written from the library as built for this machine, because the one for the phone is stripped
 * of what describes it; both describe the same core.
 */
abstract class Bindings @Inject constructor(programs: ExecOperations) : MadeByCargo(programs) {
    @TaskAction
    fun make() {
        made.get().asFile.deleteRecursively()
        val bridge = listOf("--locked", "--package", "bridge", "--features", "bridge/bindgen")
        cargo(listOf("build") + bridge)
        val library = checkout.file("target/debug/" + System.mapLibraryName("bridge")).get().asFile.path
        val generator = listOf("--bin", "uniffi-bindgen", "--", "kotlin", library, made.get().asFile.path)
        cargo(listOf("run") + bridge + generator)
    }
}

/** The content. It is a development pack until the numbers in it are confirmed: then it takes `--release`. */
abstract class Content @Inject constructor(programs: ExecOperations) : MadeByCargo(programs) {
    @TaskAction
    fun make() {
        val pack = made.file("content.pack").get().asFile.path
        val build = listOf("pack", "build", "content", "--replace", "-o", pack)
        cargo(listOf("run", "--locked", "--package", "suluh", "--") + build)
    }
}

androidComponents {
    onVariants { variant ->
        val core = tasks.register<Core>("${variant.name}Core") {
            checkout.set(root)
            processors.set(abis)
            lowestLevel.set(androidEight)
            ndk.set(sdkComponents.ndkDirectory)
        }
        val bindings = tasks.register<Bindings>("${variant.name}Bindings") {
            checkout.set(root)
        }
        val content = tasks.register<Content>("${variant.name}Content") {
            checkout.set(root)
        }
        variant.sources.jniLibs?.addGeneratedSourceDirectory(core, MadeByCargo::made)
        variant.sources.kotlin?.addGeneratedSourceDirectory(bindings, MadeByCargo::made)
        variant.sources.assets?.addGeneratedSourceDirectory(content, MadeByCargo::made)
    }
}
