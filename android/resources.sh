#!/bin/sh
# Makes what AGP would make of resources and manifest: R.java, and one file with both that the tests and the APK share.
# Arguments: aapt2, the framework to link against, the content pack, the version.
set -eu
aapt2=$1 framework=$2 pack=$3 version=$4
here=$(cd "$(dirname "$0")" && pwd)
out=$here/target
rm -rf "$out/assets" "$out/r" && mkdir -p "$out/assets" "$out/r"
cp "$pack" "$out/assets/content.pack"
# AGP takes the package from build.gradle.kts and refuses it here.
sed 's|<manifest |<manifest package="org.suluh" |' "$here/src/main/AndroidManifest.xml" > "$out/AndroidManifest.xml"
chmod +x "$aapt2"
"$aapt2" compile --dir "$here/src/main/res" -o "$out/resources.zip"
"$aapt2" link -o "$out/resources.ap_" -I "$framework" --manifest "$out/AndroidManifest.xml" \
  --min-sdk-version 26 --target-sdk-version 36 --version-code 1 --version-name "$version" \
  --java "$out/r" -A "$out/assets" --no-compress-regex 'content\.pack$' "$out/resources.zip"
