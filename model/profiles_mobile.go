package model

// Files and commits of the mobile clients.
const (
	androidCalls = "element-android, WebRtcCallManager at 4c04cbf5"
	iosCalls     = "matrix-ios-sdk at 2529e7fe"
)

// androidProfile is Element Android.
func androidProfile() Profile {
	return Profile{
		Name: "android", Client: "Element Android", Source: "element-android 4c04cbf5", Ships: true,
		Known: []KnownKnob{
			{Glare, "off-ignore", androidCalls + ": onCallInviteReceived returns if the room has any call; there is no comparison of call IDs (M11)"},
			{Expired, "margin-50000", androidCalls + ": too old with an age over 40 s, whatever the lifetime; 50 s before the end of one of 90 s"},
			{SecondCall, "silent", androidCalls + ": onCallInviteReceived returns if the room has any call"},
			{Auth, "anyone", androidCalls + ": a hangup ends a call that has no opponent yet (M11)"},
			{Unk, "drop", androidCalls + ": a hangup of an unknown call is dropped (M31)"},
			{Dup, "ignore", androidCalls + ": the IDs of invites are remembered in invitedCallIds"},
			{EchoFilter, "user", androidCalls + ": drops all invites of the own user"},
			{Elsewhere, "stop", "element-android, CallSignalingHandler: an answer or a reject of the own user goes to onCallManagedByOtherSession, which ends the call (M36)"},
			{Eoc, "none", "element-android, PeerConnectionObserver at 16209814: onIceGatheringChange is logged, and nothing is sent"},
			{StreamList, "none", "element-android, EventType: it has no type for the event, and its invites and answers no field"},
			{HangupEcho, "none", "element-android, WebRtcCall, endCall: asked not to signal where the peer hung up; before, a hangup was answered by one (#6443)"},
		},
		Lacks: []string{
			"It declares a lifetime of 120 s and gives up after 60 (C09).",
			"An answer of another own device ends the call in every state; here a device that has answered goes on with its own.",
		},
	}
}

// iosProfile is matrix-ios-sdk.
func iosProfile() Profile {
	return Profile{
		Name: "ios", Client: "matrix-ios-sdk", Source: "matrix-ios-sdk 2529e7fe", Ships: true,
		Known: []KnownKnob{
			{Glare, "off-ring", iosCalls + ": a second call object is created and rings"},
			{Expired, "drop-first", iosCalls + ": age of at least the lifetime"},
			{SecondCall, "ring", iosCalls + ": a second call object is created and rings"},
			{Auth, "anyone", iosCalls + ": any hangup with the ID ends the call"},
			{Unk, "drop", iosCalls + ": a hangup of an unknown call is dropped (M31)"},
			{EchoFilter, "user", iosCalls + ": drops all invites of the own user"},
			{LifeEnd, "silent", iosCalls + ", expireCallInvite: sends nothing (ios-sdk PR 1341)"},
			{Elsewhere, "stop", "MXCall of " + iosCalls + ": onCallAnsweredElsewhere and onCallDeclinedElsewhere end the call (M24)"},
			{Eoc, "none", "MXCall.m of matrix-ios-sdk at ec062764, sendLocalIceCandidates: those that were found, and no end"},
			{StreamList, "none", "MXCall of " + iosCalls + ", hold: an offer has no field for it; nor does MXEventTypeString have the event"},
			{RingTimer, "shown", iosCalls + ", startInviteExpirationTimer: the whole lifetime from when the invite was handled; its end sends nothing"},
		},
		Lacks: []string{"What the app shows of the second call was not read."},
	}
}
