package record

import (
	"bytes"
	"compress/flate"
	"encoding/base64"
	"errors"
	"io"
	"strings"
)

// Salvage reads what can be read of a token that is not whole, such as a link that was
// cut off: its scenario, and its first steps. It is an error if not even the scenario is.
func Salvage(text string) (*Token, error) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	body, ok := strings.CutPrefix(text, tokenPrefix)
	if !ok {
		return nil, errors.New("token: not of this format")
	}
	if end := strings.IndexFunc(body, func(r rune) bool { return !strings.ContainsRune(letters, r) }); end >= 0 {
		body = body[:end]
	}
	packed, err := base64.RawURLEncoding.DecodeString(body[:len(body)/4*4])
	if err != nil {
		return nil, err
	}
	// The error of reading is that there is no more.
	unpacked, _ := io.ReadAll(io.LimitReader(flate.NewReaderDict(bytes.NewReader(packed), []byte(tokenWords)), maxTokenText))
	end := bytes.LastIndexByte(unpacked, '\n')
	if end < 0 {
		return nil, errors.New("token: nothing of it can be read")
	}
	return parseToken(string(unpacked[:end+1]))
}
