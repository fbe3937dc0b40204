#!/usr/bin/env bash
# What the timeline's filter and interceptors cost: requests a second of three variants on one Tomcat 9, in turns.
#   none      the WAR without the room's lines in web.xml and mvc.xml
#   idle      the WAR as it is; no request asks to be recorded
#   recorded  the WAR as it is; every request asks
# Needs wrk, zip and unzip, and target/ after `mvn verify`. Prints the median of 7 rounds of 5 s each, and ratios to none.
set -eu
cd "$(dirname "$0")/../.."
home=$PWD/target/containers/apache-tomcat-9.0.117
base=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
trap 'kill $tomcat 2> /dev/null; rm -rf "$base"' EXIT

mkdir -p "$base"/{conf,logs,temp,work,webapps/idle,webapps/none}
cp "$home"/conf/web.xml "$base/conf"
cat > "$base/conf/server.xml" <<XML
<Server port="-1"><Service name="Catalina">
  <Connector port="$port" address="127.0.0.1" maxKeepAliveRequests="-1"/>
  <Engine name="Catalina" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>
</Service></Server>
XML
for variant in idle none; do
    (cd "$base/webapps/$variant" && unzip -q "$OLDPWD/target/async-showcase.war")
    sed -i "s|vm://async-showcase|vm://$variant|" "$base/webapps/$variant/WEB-INF/classes/async.properties"
done
python3 - "$base/webapps/none/WEB-INF" <<'PY'
import re, sys
web, mvc = sys.argv[1] + '/web.xml', sys.argv[1] + '/spring/appServlet/mvc.xml'
text = open(web).read()
text = re.sub(r'<(filter|filter-mapping)>\s*<filter-name>timelineFilter.*?</\1>', '', text, flags=re.S)
open(web, 'w').write(text.replace('/WEB-INF/spring/root/lifecycle.xml', ''))
text = '\n'.join(line for line in open(mvc).read().split('\n') if 'asyncshowcase.lifecycle' not in line)
# a list must not be empty
open(mvc, 'w').write(re.sub(r'<mvc:(\S+-interceptors)>\s*</mvc:\1>', '', text))
PY
java -cp "$home/bin/bootstrap.jar:$home/bin/tomcat-juli.jar" -Dcatalina.home="$home" -Dcatalina.base="$base" \
    -Devents.ticker.period=0 org.apache.catalina.startup.Bootstrap start > "$base/logs/out" 2>&1 &
tomcat=$!

url() {
    case $1 in
        recorded) echo "http://127.0.0.1:$port/idle/callable/body?delay=0&timeline=benchmark" ;;
        *) echo "http://127.0.0.1:$port/$1/callable/body?delay=0&unrelated=benchmark" ;;
    esac
}
run() {
    wrk -t1 -c4 -d"$2" "$(url "$1")" | awk '/Requests\/sec/ { print $2 } /Non-2xx/ { print "not all answers were 200" > "/dev/stderr"; exit 1 }'
}
for variant in none idle recorded; do
    until curl -s -f -o /dev/null "$(url $variant)"; do sleep 1; done
    run $variant 10s > /dev/null
done
for round in 1 2 3 4 5 6 7; do
    for variant in none idle recorded; do
        echo "$variant $(run $variant 5s)"
    done
done | tee "$base/results"
python3 - "$base/results" <<'PY'
import statistics, sys
rounds = {}
for line in open(sys.argv[1]):
    variant, rate = line.split()
    rounds.setdefault(variant, []).append(float(rate))
median = {variant: statistics.median(rates) for variant, rates in rounds.items()}
for variant, rate in median.items():
    print('%-9s median %8.0f requests/s, ratio to none %.3f' % (variant, rate, rate / median['none']))
PY
