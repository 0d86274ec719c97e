import { describe, expect, it } from 'vitest'
import { choicesOf, draftOf, missing, newQuestion, questionBody } from '../../dashboard/src/rules/intake/questionForm'
import { givenAnswers, questionsFor, type Question } from '../../dashboard/src/shared/questions'

const question = (given: Partial<Question>): Question => ({ code: 'q', category: 'C01', kind: 'text', text: '几点？', text_en: '', unit: '', choices: [], active: true, ...given })

describe('extra questions', () => {
  it('are those of the category and of its group', () => {
    const all = [question({ code: 'a' }), question({ code: 'b', category: 'C' }), question({ code: 'c', category: 'A02' })]
    expect(questionsFor(all, { code: 'C01', parent: 'C' }).map((row) => row.code)).toEqual(['a', 'b'])
    expect(questionsFor(all, null)).toEqual([])
  })
  it('take along what was answered to them, no more', () => {
    expect(givenAnswers([question({ code: 'a' }), question({ code: 'b' }), question({ code: 'd' })], { a: false, b: '  ', c: 'x', d: 0 })).toEqual({ a: false, d: 0 })
  })
})

describe('a question being worded', () => {
  it('reads one choice a line', () => {
    expect(choicesOf('noon = 午市 | Midday\nnight＝夜宵\n')).toEqual([{ value: 'noon', name: '午市', name_en: 'Midday' }, { value: 'night', name: '夜宵', name_en: '' }])
    expect(choicesOf('noon = 午市')).toBeNull()
    expect(choicesOf('noon = 午市\n夜宵')).toBeNull()
  })
  it('says what is missing and comes back as it went', () => {
    const draft = { ...newQuestion('A02', 3), text: '什么时候？' }
    expect(missing({ ...draft, text: ' ' })).toBe('text')
    expect(missing(draft)).toBe('choices')
    const whole = question({ kind: 'choice', choices: [{ value: 'a', name: '早', name_en: 'Early' }, { value: 'b', name: '晚', name_en: '' }] })
    expect(questionBody(draftOf(whole, 2))).toMatchObject({ kind: 'choice', choices: whole.choices, position: 2, active: true })
  })
})
