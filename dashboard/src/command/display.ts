// How the board shows itself: dark unless light was chosen here, controls hidden on a wall, full screen or not.
import { ref } from 'vue'

const THEME_KEY = 'gridwhistle.board.theme'
const WALL_KEY = 'gridwhistle.board.wall'
type BoardTheme = 'dark' | 'light'

export const boardTheme = ref<BoardTheme>(localStorage.getItem(THEME_KEY) === 'light' ? 'light' : 'dark')
export const wall = ref(new URLSearchParams(location.search).has('wall') || localStorage.getItem(WALL_KEY) === 'on')
export const fullScreen = ref(document.fullscreenElement !== null)

document.addEventListener('fullscreenchange', () => { fullScreen.value = document.fullscreenElement !== null })

/** Paint the page in the board's theme; the map listens to `themechange` on window. */
export function showBoardTheme(theme: BoardTheme = boardTheme.value): void {
  boardTheme.value = theme
  document.documentElement.dataset.theme = theme
  localStorage.setItem(THEME_KEY, theme)
  window.dispatchEvent(new CustomEvent('themechange'))
}

/** Hide or show everything that only a person with a mouse needs. */
export function setWall(on: boolean): void {
  wall.value = on
  localStorage.setItem(WALL_KEY, on ? 'on' : 'off')
}

/** Refused by some browsers (inside WeChat, on iPhones): then nothing changes. */
export async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen()
    else await document.documentElement.requestFullscreen()
  } catch {
    fullScreen.value = document.fullscreenElement !== null
  }
}
