#!/bin/sh
echo "hello $1"
echo "to $2" >&2
exit "${3:-0}"
