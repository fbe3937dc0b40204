#!/usr/bin/env bash
# Builds the old application as it is after so many of its steps, and runs it on Tomcat 7 until it is stopped:
#     mvn -DskipTests pre-integration-test     once: it brings Tomcat and the libraries
#     src/old/run.sh 4                              then http://localhost:8081/shop/ answers
set -eu
cd "$(dirname "$0")/../.."

tomcat=$PWD/target/containers/apache-tomcat-7.0.109
run=$PWD/target/old-application/run
base=$run/base
inf=$run/webapp/WEB-INF

rm -rf "$run"
mkdir -p "$base"/{conf,logs,temp,webapps}
cp -r src/old/app/. "$run"
for step in $(ls src/old/steps | head -n "${1:-0}"); do
    cp -r "src/old/steps/$step/." "$run"
done
cp -r src/old/beside "$run"

mkdir -p "$inf/classes" "$inf/lib"
cp "$run"/resources/* "$inf/classes"
while read -r jar; do
    find target/old-application-lib target/async-showcase/WEB-INF/lib target -maxdepth 1 -name "$jar" | head -n 1 | xargs cp -t "$inf/lib"
done < "$run/lib.txt"
javac --release 8 -g -Xlint:-options -cp "$tomcat/lib/servlet-api.jar:$inf/lib/*" -d "$inf/classes" \
    "$run"/java/shop/*.java "$run"/beside/shop/*.java

cp "$tomcat/conf/web.xml" "$run/server.xml" "$base/conf"
mv "$run/webapp" "$base/webapps/shop"
export CATALINA_BASE=$base CATALINA_OPTS="-Dshop.port=${PORT:-8081}"
exec bash "$tomcat/bin/catalina.sh" run
