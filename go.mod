module github.com/glarelab/glare

go 1.26.0

require (
	github.com/leanovate/gopter v0.2.11
	github.com/zeebo/xxh3 v1.1.0
	golang.org/x/text v0.39.0
)

require (
	github.com/klauspost/cpuid/v2 v2.2.10 // indirect
	golang.org/x/sys v0.30.0 // indirect
)
