// 紧急呼叫用语。
import type { Locale, Words } from '@shared/i18n'

export const urgentWords: Record<Locale, Words> = {
  'zh-CN': {
    button: '紧急', hold: '按住', hint: '长按打开紧急呼叫', title: '紧急呼叫', phoneFirst: '有危险先打电话', offline: '没有网络：现在只有电话能通。呼叫会记在本机，联网后自动发出。',
    lines: { fire: '火警', police: '报警', city: '热线' }, dutyTitle: '值班与负责人', duty: '{unit}值班', none: '没有存值班电话，请打 12345', asOf: '{at} 存的值班表', loading: '正在查值班…',
    call: '呼叫站长、值班员和网格长', words: '一句话（可不填）', wordsHint: '例如：油罐车侧翻，有泄漏', position: '会带上现在的位置', noPosition: '没有定位，会带上您的网格', send: '呼叫', sending: '正在发出…',
    kept: '已记下，联网后自动发出；现在请打电话', called: '已呼叫 {at}', reached: '已通知：{who}', received: '{name} 已收到 {at}', waiting: '还没有人点“收到”，请同时打电话', withdraw: '误触，撤回', withdrawn: '已撤回', failed: '没能发出，请打电话', title2: '紧急呼叫 · {at}',
    roles: { station_head: '站长', duty: '值班员', grid_head: '网格长' },
  },
  en: {
    button: 'SOS', hold: 'Hold', hint: 'SOS: press and hold to call for help', title: 'Emergency', phoneFirst: 'In danger, telephone first', offline: 'No network: only the telephone works now. The call is kept here and goes out by itself later.',
    lines: { fire: 'Fire', police: 'Police', city: 'City line' }, dutyTitle: 'On duty and in charge', duty: 'On duty: {unit}', none: 'No duty numbers kept; call 12345', asOf: 'Roster kept {at}', loading: 'Looking up who is on duty…',
    call: 'Call station head, duty officer and grid head', words: 'One line (optional)', wordsHint: 'e.g. tanker overturned, leaking', position: 'Takes your present position along', noPosition: 'No position; takes your grid along', send: 'Call', sending: 'Calling…',
    kept: 'Kept, goes out once there is a network; telephone now', called: 'Called {at}', reached: 'Told: {who}', received: '{name} has received it {at}', waiting: 'Nobody has answered yet: telephone as well', withdraw: 'By mistake: take back', withdrawn: 'Taken back', failed: 'It could not be sent: telephone', title2: 'Emergency call · {at}',
    roles: { station_head: 'station head', duty: 'duty officer', grid_head: 'grid head' },
  },
}
