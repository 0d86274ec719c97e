import type { Locale, Words } from '@shared/i18n'

export const outboxWords: Record<Locale, Words> = {
  'zh-CN': {
    bar: {
      offline: '没有网络 · 照常记录，联网后自动上传', offlineEmpty: '没有网络 · 本机资料还不全，联网打开一次即可离线使用', offlineWaiting: '没有网络 · {n} 件已记下，联网后自动上传',
      sending: '正在上传 · 还有 {n} 件', waiting: '{n} 件待上传', refused: '{n} 件未被接受，请看原因', signedOut: '登录已过期 · {n} 件待上传，登录后继续', look: '查看', signedOutOnly: '登录已过期 · 显示的是本机存的资料', preparing: '正在准备离线资料…', ready: '资料已齐，没有网络也能用了',
      update: '新版本已备好', updateWaits: '正在上传，传完就更新', take: '更新',
    },
    lead: '这里的每一件都存在本机，按先后自动上传，各传一次。', leadOffline: '没有网络。这里的每一件都存在本机，联网后按先后自动上传，各传一次。',
    sendNow: '现在上传', nowSending: '正在上传…', none: '没有待上传的', noneText: '记下的都已送达。', arrived: '最近送达', room: '本机可用空间约 {room}', photos: '{n} 张照片', keepPhoto: '把第 {n} 张照片存到手机',
    state: {
      waiting: '等待上传', sending: '正在上传', sendingShare: '正在上传 {n}%', sent: '已送达', refused: '未被接受，内容仍在本机', again: '没有收到答复，{in} 后再试',
      behind: '排在「{title}」之后', behindRefused: '同一案件的「{title}」未被接受，先处理它',
    },
    reason: {
      overtaken: '案件在此期间已有变化', photo: '有照片未被接受', lost: '本机的照片已被清除，无法上传', kind: '这个类别已不能使用', words: '有内容需要修改', gone: '案件已不存在或不再归您办',
      forbidden: '您现在的岗位不能办这一步', unfit: '案件现在的状态不能办这一步', unknown: '服务器没有接受',
    },
    refused: {
      now: '案件现在：{state}。', notAllowed: '这一步已不能再办，可作为说明告诉工作站。', noteTitle: '说明 · {title}', noteHead: '{title}（{at} 在现场记录，上传时案件已有变化）：', noted: '已记下，将作为说明送到案件里。照片可先存到手机，再删除这一条。',
      copied: '文字已复制', failed: '没有办成，请稍后再试', savePhotos: '点照片可存到手机。',
    },
    way: {
      dropPhoto: '去掉第 {n} 张再传', mendReport: '修改后再传', look: '看看案件现在怎样', resendAsNew: '按最新情况再提交', note: '作为说明告诉工作站', resend: '再传一次', openCase: '打开案件', copy: '复制文字', discard: '删除…',
    },
    discard: { title: '删除这一条？', text: '「{title}」（{at}，{n} 张照片）还没有送达。删除后无法恢复。', keep: '不删', go: '删除' },
    full: {
      title: '手机存储已满', text: '这一条还没有记下，仍在填写页上，请不要关闭。', ways: '先联网把待上传的传完，或在手机里清理出一些空间，再点一次提交。已记下的 {n} 件都在。', ok: '知道了',
    },
    again: { title: '请重新登录', text: '登录已过期。{n} 件待上传的都在本机，登录后接着传。', other: '换别人登录时，您的这些会单独留着，等您回来再传。' },
  },
  en: {
    bar: {
      offline: 'No network · go on working, it is sent by itself later', offlineEmpty: 'No network · not everything is on this phone yet; open it once online', offlineWaiting: 'No network · {n} kept, sent by itself later',
      sending: 'Sending · {n} to go', waiting: '{n} waiting', refused: '{n} not accepted, see why', signedOut: 'Signed out · {n} waiting; sign in to go on', look: 'Open', signedOutOnly: 'Signed out · what you see is what this phone has kept', preparing: 'Getting ready for work without network…', ready: 'Everything is here: it works without a network now',
      update: 'A new version is ready', updateWaits: 'Sending; the update comes after it', take: 'Update',
    },
    lead: 'Everything here is kept on this phone and sent in order, each once.', leadOffline: 'No network. Everything here is kept on this phone and sent in order, each once, when it is back.',
    sendNow: 'Send now', nowSending: 'Sending…', none: 'Nothing waits', noneText: 'Everything has arrived.', arrived: 'Lately arrived', room: 'About {room} free on this phone', photos: '{n} photos', keepPhoto: 'Save photo {n} to the phone',
    state: {
      waiting: 'Waiting', sending: 'Sending', sendingShare: 'Sending {n}%', sent: 'Arrived', refused: 'Not accepted; still on this phone', again: 'No answer; again in {in}',
      behind: 'After “{title}”', behindRefused: '“{title}” of the same case was not accepted; settle it first',
    },
    reason: {
      overtaken: 'The case has changed meanwhile', photo: 'A photo was not accepted', lost: 'The photos on this phone were cleared away', kind: 'This category can no longer be used', words: 'Something has to be changed', gone: 'The case is gone or no longer yours',
      forbidden: 'Your present post may not take this step', unfit: 'The case is in a state without this step', unknown: 'The server did not accept it',
    },
    refused: {
      now: 'The case now: {state}.', notAllowed: 'This step is no longer possible; you can tell the station as a note.', noteTitle: 'Note · {title}', noteHead: '{title} (noted on site at {at}; the case had changed when it was sent):', noted: 'Kept; it goes into the case as a note. Save the photos first, then delete this one.',
      copied: 'Copied', failed: 'That did not work; please try again later', savePhotos: 'Tap a photo to save it to the phone.',
    },
    way: {
      dropPhoto: 'Send without photo {n}', mendReport: 'Change and send', look: 'See the case as it is now', resendAsNew: 'Submit to the case as it is now', note: 'Tell the station as a note', resend: 'Send again', openCase: 'Open the case', copy: 'Copy the words', discard: 'Delete…',
    },
    discard: { title: 'Delete this?', text: '“{title}” ({at}, {n} photos) has not arrived. It cannot be brought back.', keep: 'Keep it', go: 'Delete' },
    full: {
      title: 'The phone is full', text: 'This one is not kept yet; it is still on the form. Do not close it.', ways: 'Connect and let what waits be sent, or free some room on the phone, then submit again. The {n} kept ones are safe.', ok: 'Understood',
    },
    again: { title: 'Please sign in again', text: 'The session has ended. The {n} that wait are on this phone and go on after signing in.', other: 'If somebody else signs in, yours stay apart until you are back.' },
  },
}
