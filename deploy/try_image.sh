#!/usr/bin/env bash
# Builds what deploy/Containerfile would put on its base, on a machine without a container runtime, measures it, and
# starts it in namespaces as the image would run: nobody's rights, a read-only root, no network but its own, no
# capabilities. It needs root (for the namespaces), python3.11 with venv, util-linux, and the network for pip.
#   deploy/try_image.sh [FOLDER]        FOLDER is kept, and used again; default: a temporary one
set -euo pipefail
cd "$(dirname "$0")/.."
ROOT=${1:-$(mktemp -d)}
[ $# -gt 0 ] || trap 'rm -rf "$ROOT"' EXIT
UID_OF_BOT=10001
BASE_MB=110  # debian:bookworm-slim (75) with python3 and ca-certificates (35), unpacked; the image must stay below 350 MB
mkdir -p "$ROOT"/{root,bot}

echo "1. Packages, as in the first stage"
if [ ! -e "$ROOT/venv/slim" ]; then
  python3 -m venv "$ROOT/venv"
  "$ROOT/venv/bin/pip" install --quiet --disable-pip-version-check --no-cache-dir --only-binary :all: --require-hashes -r requirements.txt 2>&1 | grep -v ^WARNING || true
  deploy/slim.sh "$ROOT/venv"
  touch "$ROOT/venv/slim"
fi

echo "2. The code, as in the second stage"
rm -rf "$ROOT/bot"; mkdir "$ROOT/bot"
sed -n 's|^COPY \([a-z]*\)/ \1/$|\1|p' deploy/Containerfile | while read -r folder; do
  git ls-files -z "$folder" | xargs -0 cp --parents -t "$ROOT/bot"
done
cp deploy/health.py "$ROOT/bot/deploy_health.py"
(cd "$ROOT/bot" && PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=. "$ROOT/venv/bin/python" "$OLDPWD/deploy/slim_check.py")

megabytes() { du -s --apparent-size --block-size=1000000 "$@" | cut -f1; }
packages=$(megabytes "$ROOT/venv") code=$(megabytes "$ROOT/bot")
echo "   packages $packages MB, code $code MB, with the base about $((packages + code + BASE_MB)) MB"
[ $((packages + code + BASE_MB)) -lt 350 ] || { echo "   too large: 350 MB are allowed"; exit 1; }

echo "3. Start in namespaces"
inside=$(mktemp)
cat > "$inside" <<'INSIDE'
set -euo pipefail
ROOT=$1 UID_OF_BOT=$2
new=$ROOT/root
mount -t tmpfs none "$new"
mkdir -p "$new"/{usr,etc,proc,dev,tmp,data,venv,bot}
for place in bin sbin lib lib64; do [ -e "/$place" ] && { [ -L "/$place" ] && cp -P "/$place" "$new/" || { mkdir -p "$new/$place"; mount --rbind "/$place" "$new/$place"; }; }; done
mount --rbind -o ro /usr "$new/usr"
mount --bind /dev "$new/dev"
mount --bind "$ROOT/venv" "$new/venv"; mount --bind "$ROOT/bot" "$new/bot"
python=$("$ROOT/venv/bin/python" -c 'import sys; print(sys.base_prefix)')  # perhaps not the system's own
case $python in /usr*) ;; *) mkdir -p "$new$python"; mount --bind "$python" "$new$python"; mount -o remount,bind,ro "$new$python" ;; esac
for of in venv bot usr; do mount -o remount,bind,ro "$new/$of"; done
cp -r /etc/alternatives /etc/ld.so.cache /etc/ld.so.conf* /etc/ssl "$new/etc/" 2>/dev/null || true
[ ! -d /etc/fonts ] || cp -r /etc/fonts "$new/etc/"
printf 'castbot:x:%s:%s::/data:/usr/sbin/nologin\n' "$UID_OF_BOT" "$UID_OF_BOT" > "$new/etc/passwd"
printf '127.0.0.1 localhost\n' > "$new/etc/hosts"
mount -t proc proc "$new/proc"
mount -t tmpfs -o mode=1777 none "$new/tmp"
mount -t tmpfs -o "uid=$UID_OF_BOT" none "$new/data"
ip link set lo up
mount -o remount,ro "$new"
cd "$new"
as_bot() { chroot "$new" /usr/bin/setpriv --reuid "$UID_OF_BOT" --regid "$UID_OF_BOT" --clear-groups --bounding-set=-all --no-new-privs \
  /usr/bin/env -i -C /bot PATH=/venv/bin:/usr/bin PYTHONDONTWRITEBYTECODE=1 DATABASE_URL=sqlite:////data/castbot.db MEDIA_DIR=/data/media HEALTH_PORT=8001 \
  LINE_CHANNEL_SECRET=trial LINE_CHANNEL_ACCESS_TOKEN=trial LINE_API_URL=http://127.0.0.1:9 METRICS_TOKEN=trial "$@"; }
as_bot python -c 'import os; assert os.getuid() == 10001; open("/data/x", "w").close()
for place in ("/x", "/bot/x", "/venv/x", "/etc/x"):
    try: open(place, "w")
    except OSError: continue
    raise SystemExit(f"{place} can be written")'
as_bot python -m bot run > "$ROOT/trial.log" 2>&1 &
bot=$!
for _ in $(seq 120); do as_bot python deploy_health.py && break; sleep 1; done
as_bot python deploy_health.py || { tail -20 "$ROOT/trial.log"; exit 1; }
as_bot python -c 'from urllib.request import Request, urlopen
asked = Request("http://127.0.0.1:8000/metrics", headers={"Authorization": "Bearer trial"})
said = urlopen(asked).read().decode(); assert "castbot_inbox_events" in said, said'
echo "   it serves as uid $UID_OF_BOT with a read-only root; $(du -sm "$new/data" | cut -f1) MB of data"
for child in $(cat "/proc/$bot/task/$bot/children"); do kill -TERM "$child"; done
wait "$bot" 2>/dev/null || true
as_bot python deploy_health.py && { echo "   it still serves"; exit 1; } || echo "   it ended when it was told to"
INSIDE
unshare --mount --mount-proc --pid --fork --net --propagation private bash "$inside" "$ROOT" "$UID_OF_BOT"
rm -f "$inside"
