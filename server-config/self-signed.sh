#!/bin/sh
# Makes a key and a self-signed certificate, for trying out TLS and HTTP/2 on this machine; for nothing else.
#   ./self-signed.sh <directory> [host name or address]...
# What it makes: courant.p12, the key store that tls.asadmin and tls.cli name, and courant.pem, for clients to trust.
set -eu

directory=${1:?"usage: self-signed.sh <directory> [host name or address]..."}
shift

names=dns:localhost,ip:127.0.0.1,ip:::1
for name in "$@"; do
  case $name in
    *:*) names=$names,ip:$name ;;
    *[!0-9.]*) names=$names,dns:$name ;;
    *) names=$names,ip:$name ;;
  esac
done

umask 077
rm -f "$directory/courant.p12"
# Everybody may know the password: what protects the key is who may read the file.
keytool -genkeypair -alias courant -keyalg EC -groupname secp256r1 -validity 90 -dname CN=courant \
  -ext "san=$names" -storetype PKCS12 -keystore "$directory/courant.p12" -storepass changeit 2>/dev/null
keytool -exportcert -rfc -alias courant -keystore "$directory/courant.p12" -storepass changeit \
  -file "$directory/courant.pem" 2>/dev/null
echo "Made $directory/courant.p12 for $names"
