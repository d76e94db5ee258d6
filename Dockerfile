# One image for every role: `lungang serve`, `lungang work`, `lungang migrate`; and
# `lungang-verify`, which needs no library, for whoever checks a bundle.
# Build: docker build -t lungang .
FROM golang:1.26-bookworm AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends g++ pkg-config coinor-libclp-dev coinor-libcbc-dev zlib1g-dev libbz2-dev \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -buildvcs=false -trimpath -ldflags='-s -w' -o /out/lungang ./cmd/lungang \
 && CGO_ENABLED=0 go build -buildvcs=false -trimpath -ldflags='-s -w' -o /out/lungang-verify ./cmd/lungang-verify

# The solver libraries are those of the same Debian that the build linked with.
FROM debian:bookworm-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends coinor-libclp1 coinor-libcbc3 ca-certificates tzdata \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --system --gid 10001 lungang \
 && useradd --system --uid 10001 --gid lungang --home-dir /var/lib/lungang --shell /usr/sbin/nologin lungang \
 && install -d -o lungang -g lungang -m 0700 /var/lib/lungang /var/backups/lungang
COPY --from=build /out/lungang /out/lungang-verify /usr/local/bin/
USER 10001:10001
WORKDIR /var/lib/lungang
ENV LUNGANG_DATA_DIR=/var/lib/lungang LUNGANG_ADDR=:8080
VOLUME ["/var/lib/lungang", "/var/backups/lungang"]
EXPOSE 8080
# SIGTERM begins the orderly end; see docs/operations.md for how long it takes.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["lungang", "doctor", "--alive"]
ENTRYPOINT ["lungang"]
CMD ["serve"]
