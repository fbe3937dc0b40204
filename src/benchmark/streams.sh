#!/usr/bin/env bash
# What readers that never read cost the others: 1,000 readers of /stream/quotes on one Tomcat 9, of whom 500 are dead: they
# never read. 5 quotes a second, and the delay of each delivery to the living, alone and beside the dead, in turns. Needs
# target/ after `mvn verify`, and more open files than readers.
# Settings: JAVA_OPTS="-Dreaders=1000 -Ddead=500 -Drate=5 -Dround=10 -Drounds=4".
# A round is shorter than the 20 s after which Tomcat gives a write up: the dead are stuck for the whole of it. One room may
# hold half of held.capacity.
set -eu
cd "$(dirname "$0")/../.."
home=$PWD/target/containers/apache-tomcat-9.0.117
base=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
trap 'kill $tomcat 2> /dev/null; wait $tomcat 2> /dev/null || true; rm -rf "$base"' EXIT

mkdir -p "$base"/{conf,logs,temp,work,webapps}
cp "$home"/conf/web.xml "$base/conf"
cp target/async-showcase.war "$base/webapps"
# the send buffer: small, so that a socket that nobody reads is full at once (the kernel's may grow to 4 MB)
cat > "$base/conf/server.xml" <<XML
<Server port="-1"><Service name="Catalina">
  <Connector port="$port" address="127.0.0.1" maxKeepAliveRequests="-1" socket.txBufSize="65536"/>
  <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>
</Service></Server>
XML
java -Xmx384m -cp "$home/bin/bootstrap.jar:$home/bin/tomcat-juli.jar" -Dcatalina.home="$home" -Dcatalina.base="$base" \
    -Devents.ticker.period=0 -Devents.log.capacity=50000 -Dheld.capacity=4000 -Dstream.heartbeat=1000 -Dstream.life=3600000 \
    org.apache.catalina.startup.Bootstrap start > "$base/logs/out" 2>&1 &
tomcat=$!
until curl -s -f -o /dev/null "http://127.0.0.1:$port/async-showcase/status"; do sleep 1; done
java ${JAVA_OPTS:-} src/benchmark/Streams.java "$port" /async-showcase
jcmd "$tomcat" GC.run > /dev/null
echo "heap of Tomcat after a collection (limit 384 MB), $(jcmd "$tomcat" GC.heap_info | grep -m1 -o 'total.*used [0-9]*K')"
if grep -E 'OutOfMemoryError|SEVERE|ERROR' "$base/logs/out"; then exit 1; fi
